@echo off
chcp 65001 >nul
setlocal
set "XHHT_LANG=vi"
set "PYTHONUTF8=1"
cd /d "%~dp0.."
set "XHHT=%CD%\.venv\Scripts\xhht.exe"
if not exist "%XHHT%" set "XHHT=xhht"
echo Sao lưu mọi thứ không lập lại được. Tệp có dữ liệu của từng người: không gửi đi đâu.
"%XHHT%" backup
echo.
pause
