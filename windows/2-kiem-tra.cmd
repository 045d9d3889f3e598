@echo off
chcp 65001 >nul
setlocal
set "XHHT_LANG=vi"
set "PYTHONUTF8=1"
cd /d "%~dp0.."
set "XHHT=%CD%\.venv\Scripts\xhht.exe"
if not exist "%XHHT%" set "XHHT=xhht"
echo Kiểm tra các tệp của một kỳ. Kỳ: 2026 là cả năm, 2026-H1 là 6 tháng đầu năm.
set /p "XA=Tên thư mục của xã: "
set /p "KY=Kỳ: "
"%XHHT%" status "%KY%"
"%XHHT%" check "%XA%" "%KY%"
echo.
pause
