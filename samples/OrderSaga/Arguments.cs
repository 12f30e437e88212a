namespace OrderSaga;

/// <summary>What the command line says.</summary>
/// <param name="Data">The folder of the database and the ledger.</param>
/// <param name="CrashAfter">The activity of the first order after which the process dies; null for none.</param>
public sealed record Arguments(string Data, string? CrashAfter)
{
    /// <summary>How the sample is called.</summary>
    public const string Usage = "usage: OrderSaga [--data DIR] [--crash-after ReserveStock|ChargePayment|ShipOrder]";

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentException">It says something else than <see cref="Usage"/>.</exception>
    public static Arguments Read(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var read = new Arguments(DefaultFolder(), CrashAfter: null);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new ArgumentException($"{args[i]} has no value");
            read = args[i] switch
            {
                "--data" => read with { Data = value },
                "--crash-after" when CrashPoint.Steps.Contains(value) => read with { CrashAfter = value },
                "--crash-after" => throw new ArgumentException($"there is no step {value}"),
                _ => throw new ArgumentException($"{args[i]} is not known"),
            };
        }

        return read;
    }

    private static string DefaultFolder()
    {
        var local = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "cairn", "order-saga");
    }
}
