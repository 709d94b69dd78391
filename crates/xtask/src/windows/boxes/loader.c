/* Stands in for WebView2Loader.dll where the window is to crash: it finds a web view, and does what a component
   that was put into the program by others has done before: it takes the thread of the window for another kind of
   COM, so that the window cannot be made. For tests only: no release carries it. */
#include <windows.h>
#include <objbase.h>

__declspec(dllexport) HRESULT WINAPI GetAvailableCoreWebView2BrowserVersionString(PCWSTR folder, LPWSTR *version)
{
    static const WCHAR found[] = L"120.0.2210.91";
    (void)folder;
    CoInitializeEx(NULL, COINIT_MULTITHREADED);
    *version = CoTaskMemAlloc(sizeof found);
    if (*version == NULL) return E_OUTOFMEMORY;
    CopyMemory(*version, found, sizeof found);
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI CreateCoreWebView2EnvironmentWithOptions(
    PCWSTR browser, PCWSTR data, void *options, void *handler)
{
    (void)browser, (void)data, (void)options, (void)handler;
    return E_FAIL;
}
