"""`soaptui completion SHELL`: a script that completes commands and options, made from the parser.

The script holds every word, so that a key in the shell starts no program.
"""

import argparse
from typing import Literal, NamedTuple, get_args

from soaptui.cli import DONE
from soaptui.cli.context import Context

Shell = Literal["bash", "zsh", "fish", "powershell"]
SHELLS: tuple[Shell, ...] = get_args(Shell)


class CompletionWords(NamedTuple):
    """What may follow: after each command (none yet: empty) its words; after its options their choices."""

    after: dict[str, list[str]]
    values: dict[str, list[str]]


def completion_command(context: Context) -> int:
    """Print the script for a shell."""
    from soaptui.cli.arguments import parser

    print(completion_script(context.arguments.shell, completion_words(parser())), end="")
    return DONE


def completion_words(top: argparse.ArgumentParser) -> CompletionWords:
    """Every command with what may follow it."""
    found = CompletionWords({}, {})
    _collect(top, "", found)
    return found


def _collect(parser: argparse.ArgumentParser, path: str, found: CompletionWords) -> None:
    following: list[str] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                following.append(name)
                _collect(command, f"{path} {name}".strip(), found)
        elif action.option_strings:
            shown = [option for option in action.option_strings if option.startswith("--")]
            following += shown
            if action.choices is not None:
                found.values.update({f"{path} {option}".strip(): [*map(str, action.choices)] for option in shown})
        elif action.choices is not None:
            following += map(str, action.choices)
    found.after[path] = following


def completion_script(shell: Shell, words: CompletionWords) -> str:
    """The script. What is in it are names of commands and options, which need no quoting."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell](words)


def _cases(table: dict[str, list[str]], indent: str) -> str:
    return "".join(f'{indent}"{key}") found="{" ".join(words)}" ;;\n' for key, words in sorted(table.items()))


def _commands(words: CompletionWords) -> str:
    return "|".join(f'"{path}"' for path in sorted(words.after) if path)


_BOURNE = """\
_soaptui_words() {{
    # $1: the command so far; $2: the word before the cursor
    local found=""
    case "${{1:+$1 }}$2" in
{values}        *) case "$1" in
{after}        esac ;;
    esac
    echo "$found"
}}
_soaptui_command() {{
    local command="" word
    for word in "$@"; do
        case "${{command:+$command }}$word" in
            {commands}) command="${{command:+$command }}$word" ;;
        esac
    done
    echo "$command"
}}
"""


def _bourne(words: CompletionWords) -> str:
    return _BOURNE.format(
        values=_cases(words.values, "        "), after=_cases(words.after, "            "), commands=_commands(words)
    )


def _bash(words: CompletionWords) -> str:
    return (
        '# soaptui for bash: eval "$(soaptui completion bash)", in ~/.bashrc\n'
        + _bourne(words)
        + """\
_soaptui() {
    local command
    command="$(_soaptui_command "${COMP_WORDS[@]:1:COMP_CWORD-1}")"
    local found
    found="$(_soaptui_words "$command" "${COMP_WORDS[COMP_CWORD-1]}")"
    COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _soaptui soaptui
"""
    )


def _zsh(words: CompletionWords) -> str:
    return (
        '#compdef soaptui\n# soaptui for zsh: eval "$(soaptui completion zsh)", in ~/.zshrc after compinit\n'
        + _bourne(words)
        + """\
_soaptui() {
    local command found
    command="$(_soaptui_command "${(@)words[2,CURRENT-1]}")"
    found="$(_soaptui_words "$command" "${words[CURRENT-1]}")"
    compadd -- ${=found} || _files
}
compdef _soaptui soaptui
"""
    )


def _fish(words: CompletionWords) -> str:
    cases = "".join(
        f"            case '{path}'\n                set command $longer\n" for path in sorted(words.after) if path
    )
    lines = [
        f"complete -c soaptui -n 'test (__soaptui_command) = \"{path}\"' -a '{' '.join(following)}'"
        for path, following in sorted(words.after.items())
    ]
    return (
        "# soaptui for fish: soaptui completion fish > ~/.config/fish/completions/soaptui.fish\n"
        "function __soaptui_command\n"
        "    set -l command ''\n"
        "    for word in (commandline -opc)[2..-1]\n"
        '        set -l longer (string trim -- "$command $word")\n'
        "        switch $longer\n"
        f"{cases}"
        "        end\n"
        "    end\n"
        '    echo "$command"\n'
        "end\n" + "\n".join(lines) + "\n"
    )


def _powershell(words: CompletionWords) -> str:
    def table(name: str, rows: dict[str, list[str]]) -> str:
        lines = "".join(f"    '{key}' = '{' '.join(found)}'\n" for key, found in sorted(rows.items()))
        return f"${name} = @{{\n{lines}}}\n"

    return (
        "# soaptui for PowerShell: soaptui completion powershell | Out-String | Invoke-Expression, in $PROFILE\n"
        + table("SoaptuiAfter", words.after)
        + table("SoaptuiValues", words.values)
        + """\
Register-ArgumentCompleter -Native -CommandName soaptui -ScriptBlock {
    param($word, $ast, $cursor)
    $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($word -and $typed.Count) { $typed = @($typed | Select-Object -SkipLast 1) }
    $command = ''
    foreach ($one in $typed) {
        $longer = "$command $one".Trim()
        if ($SoaptuiAfter.ContainsKey($longer)) { $command = $longer }
    }
    $last = if ($typed.Count) { $typed[-1] } else { '' }
    $found = $SoaptuiValues["$command $last".Trim()]
    if (-not $found) { $found = $SoaptuiAfter[$command] }
    $found -split ' ' | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
"""
    )
