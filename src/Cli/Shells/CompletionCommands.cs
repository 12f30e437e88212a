using System.CommandLine;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Shells;

/// <summary><c>cairn completion</c>: scripts that let shells complete commands and options.</summary>
internal static class CompletionCommands
{
    // Each asks the program itself, by the directive [suggest] of System.CommandLine, so that it never is out of date.
    private static readonly (string Shell, string Use, string Script)[] Shells =
    [
        ("bash", "eval \"$(cairn completion bash)\"", """
            _cairn() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(cairn "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" \
                    -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _cairn cairn
            """),
        ("zsh", "eval \"$(cairn completion zsh)\"", """
            _cairn() {
                local -a found
                found=("${(@f)$(cairn "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
                compadd -a found
            }
            compdef _cairn cairn
            """),
        ("fish", "cairn completion fish | source", """
            complete -c cairn -a '(cairn "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
            """),
        ("powershell", "cairn completion powershell | Out-String | Invoke-Expression", """
            Register-ArgumentCompleter -Native -CommandName cairn -ScriptBlock {
                param($word, $line, $position)
                cairn "[suggest:$position]" "$line" | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_)
                }
            }
            """),
    ];

    public static Command Group() => Verb.Group(
        "completion",
        "Writes a script that lets a shell complete commands and options.",
        Shells.Select(shell => Verb.Of(shell.Shell, $"For {shell.Shell}: {shell.Use}", [], _ =>
        {
            Console.Out.WriteLine(shell.Script);
            return Task.CompletedTask;
        })));
}
