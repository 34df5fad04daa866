"""What is double-clicked: it opens a good terminal with the program in it, under its name and icon."""

import shutil
from pathlib import Path

LINUX_SCRIPT = """\
#!/bin/sh
# Double-click it, or run it: opens soaptui in the first good terminal that is here.
here=$(dirname "$(readlink -f "$0")")
if [ -t 0 ] && [ -t 1 ]; then exec "$here/soaptui" "$@"; fi
for terminal in kgx gnome-terminal konsole xfce4-terminal kitty alacritty foot wezterm tilix mate-terminal xterm; do
    command -v "$terminal" >/dev/null 2>&1 || continue
    case $terminal in
        gnome-terminal | kgx | tilix) exec "$terminal" -- "$here/soaptui" "$@" ;;
        wezterm) exec wezterm start -- "$here/soaptui" "$@" ;;
        kitty | foot) exec "$terminal" "$here/soaptui" "$@" ;;
        xfce4-terminal | mate-terminal) exec "$terminal" -x "$here/soaptui" "$@" ;;
        xterm) exec xterm -fa Monospace -fs 12 -geometry 120x40 -T soaptui -e "$here/soaptui" "$@" ;;
        *) exec "$terminal" -e "$here/soaptui" "$@" ;;
    esac
done
echo "No terminal was found. Open one, and run: $here/soaptui" >&2
exit 2
"""

DESKTOP_ENTRY = """\
[Desktop Entry]
Type=Application
Name=soaptui
Comment=Run SOAP from one screen
Exec=sh -c 'exec "$(dirname "$1")/start-soaptui.sh"' start %k
Icon=utilities-terminal
Terminal=false
Categories=Office;
"""
"""It finds the program beside itself (%k), wherever the folder was put; a path of an icon could not."""

MENU_SCRIPT = """\
#!/bin/sh
# Puts soaptui, with its icon, into your menu of programs. Run it again after the folder was moved.
here=$(dirname "$(readlink -f "$0")")
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
mkdir -p "$menu"
sed -e "s|^Exec=.*|Exec=\\"$here/start-soaptui.sh\\"|" -e "s|^Icon=.*|Icon=$here/soaptui.png|" \\
    "$here/soaptui.desktop" > "$menu/soaptui.desktop"
echo "soaptui stands in the menu of your programs now."
"""

WINDOWS_SCRIPT = """\
@echo off\r
rem Double-click it: opens soaptui in Windows Terminal where that is installed, else in this window.\r
title soaptui\r
where wt.exe >nul 2>nul\r
if not errorlevel 1 (\r
  start "" wt.exe --title soaptui -d "%~dp0." "%~dp0soaptui.exe" %*\r
  exit /b 0\r
)\r
chcp 65001 >nul\r
mode con: cols=120 lines=40\r
"%~dp0soaptui.exe" %*\r
if errorlevel 1 pause\r
"""

MAC_SCRIPT = """\
#!/bin/sh
# Double-click it: macOS opens it in Terminal.
printf '\\033]0;soaptui\\007\\033[8;40;120t'
exec "$(dirname "$0")/soaptui" "$@"
"""

MAC_BUNDLE_PROGRAM = """\
#!/bin/sh
# The folder with soaptui lies around this bundle.
exec open -a Terminal "$(dirname "$0")/../../../Start soaptui.command"
"""

MAC_BUNDLE_LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleName</key><string>soaptui</string>
<key>CFBundleIdentifier</key><string>soaptui.start</string>
<key>CFBundleExecutable</key><string>start</string>
<key>CFBundleIconFile</key><string>soaptui.icns</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>CFBundleShortVersionString</key><string>VERSION</string>
</dict></plist>
"""


def add_starters(folder: Path, system: str, icon: Path, version: str) -> None:
    """Put into the packed folder what is double-clicked on that system."""
    if system == "windows":
        (folder / "Start soaptui.cmd").write_bytes(WINDOWS_SCRIPT.encode("ascii"))
        shutil.copy(icon, folder / icon.name)
    elif system == "macos":
        _script(folder / "Start soaptui.command", MAC_SCRIPT)
        contents = folder / "soaptui.app" / "Contents"
        for part in ("MacOS", "Resources"):
            (contents / part).mkdir(parents=True)
        _script(contents / "MacOS" / "start", MAC_BUNDLE_PROGRAM)
        (contents / "Info.plist").write_text(MAC_BUNDLE_LIST.replace("VERSION", version), encoding="utf-8")
        shutil.copy(icon, contents / "Resources" / "soaptui.icns")
    else:
        _script(folder / "start-soaptui.sh", LINUX_SCRIPT)
        _script(folder / "add-to-menu.sh", MENU_SCRIPT)
        _script(folder / "soaptui.desktop", DESKTOP_ENTRY)
        shutil.copy(icon, folder / "soaptui.png")


def _script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o755)
