namespace Cairn.Cli.Output;

/// <summary>Asks before something large or irrevocable.</summary>
internal static class Confirm
{
    /// <summary>Whether the user agrees; without a terminal there is no user to ask.</summary>
    /// <exception cref="Verbs.CommandException">There is no terminal.</exception>
    public static bool Ask(string question)
    {
        if (Console.IsInputRedirected)
        {
            throw new Verbs.CommandException($"{question} Nobody is there to answer: agree by --yes.");
        }

        Console.Error.Write($"{question} y/N ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
