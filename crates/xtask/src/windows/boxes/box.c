/* Finds a box of the system by its title, says what stands in it, and clicks its first or last button:
   box.exe first|last TITLE. Ends with 1 where there is none within a minute. */
#include <windows.h>
#include <wchar.h>

static HWND buttons[8];
static int count;

static void say(const WCHAR *text)
{
    char bytes[16384];
    DWORD written;
    int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes - 1, NULL, NULL);
    if (length < 1) return;
    bytes[length - 1] = '\n';
    WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), bytes, length, &written, NULL);
}

static BOOL CALLBACK look(HWND part, LPARAM unused)
{
    WCHAR text[4096], kind[64];
    (void)unused;
    if (!IsWindowVisible(part)) return TRUE;
    GetClassNameW(part, kind, 64);
    SendMessageW(part, WM_GETTEXT, 4096, (LPARAM)text);
    if (text[0]) say(text);
    if (!_wcsicmp(kind, L"Button") && count < 8) buttons[count++] = part;
    return TRUE;
}

int wmain(int words, WCHAR **word)
{
    HWND box = NULL;
    int tries;
    if (words != 3) return 2;
    for (tries = 0; tries < 600 && count == 0; tries++) {
        Sleep(100);
        box = FindWindowW(NULL, word[2]);
        if (box && IsWindowVisible(box)) EnumChildWindows(box, look, 0);
    }
    if (count == 0) return 1;
    PostMessageW(wcscmp(word[1], L"first") ? buttons[count - 1] : buttons[0], BM_CLICK, 0, 0);
    return 0;
}
