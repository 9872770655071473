/* Stands in for the Electron binary when only packaging is tested: the fuse wire of @electron/fuses, and nothing else. */
#include <stdio.h>
const char wire[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX" "\x01\x09" "101100011";
int main(void) { puts(wire); return 0; }
