export const measureStart = async () => []
