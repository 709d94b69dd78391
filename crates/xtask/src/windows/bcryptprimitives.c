/* The one function of bcryptprimitives.dll that Rust's standard library asks for, where wine lacks it.
   For tests only: no release carries it. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    while (length > 0) {
        ULONG part = length > 0x10000 ? 0x10000 : (ULONG)length;
        if (!RtlGenRandom(buffer, part)) return FALSE;
        buffer += part;
        length -= part;
    }
    return TRUE;
}
