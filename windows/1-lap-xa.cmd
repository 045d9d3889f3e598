@echo off
chcp 65001 >nul
setlocal
set "XHHT_LANG=vi"
set "PYTHONUTF8=1"
cd /d "%~dp0.."
set "XHHT=%CD%\.venv\Scripts\xhht.exe"
if not exist "%XHHT%" set "XHHT=xhht"
echo Lập một xã, phường mới. Tên thư mục viết không dấu, ví dụ: phu-tan
set /p "XA=Tên thư mục của xã: "
"%XHHT%" new "%XA%"
echo.
pause
