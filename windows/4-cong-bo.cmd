@echo off
chcp 65001 >nul
setlocal
set "XHHT_LANG=vi"
set "PYTHONUTF8=1"
cd /d "%~dp0.."
set "XHHT=%CD%\.venv\Scripts\xhht.exe"
if not exist "%XHHT%" set "XHHT=xhht"
echo Công bố báo cáo của một kỳ: ghi số lần, đóng gói thành một tệp zip.
set /p "KY=Kỳ (2026 hoặc 2026-H1): "
"%XHHT%" bundle "%KY%"
echo.
pause
