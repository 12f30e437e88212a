using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>
/// How often what goes wrong. Each run has some kinds of faults, each at a strength of its own; in its second half it
/// has none, so that what was hurt can heal.
/// </summary>
internal sealed class Faults
{
    public double RequestLost { get; private set; }

    public double AnswerLost { get; private set; }

    public double Doubled { get; private set; }

    public double Late { get; private set; }

    public double CommitFails { get; private set; }

    public double CommitThrows { get; private set; }

    public double CommitIsUnknown { get; private set; }

    public double CommitIsSlow { get; private set; }

    public double ReadFails { get; private set; }

    public double ReadIsSlow { get; private set; }

    /// <summary>Whether a store whose commit had no known outcome must be opened anew.</summary>
    public bool UnknownBreaksStore { get; private set; }

    /// <summary>How often the server dies, in times a minute.</summary>
    public double ServerDies { get; private set; }

    /// <summary>How often the server is stopped in peace, in times a minute.</summary>
    public double ServerStops { get; private set; }

    /// <summary>How often a worker dies, in times a minute.</summary>
    public double WorkerDies { get; private set; }

    /// <summary>A worker takes a task and is never heard of it again.</summary>
    public double TaskDropped { get; private set; }

    /// <summary>A worker answers a task with a failure.</summary>
    public double TaskFails { get; private set; }

    /// <summary>A worker answers a task with commands that are none.</summary>
    public double TaskIsBad { get; private set; }

    /// <summary>A worker answers when it is too late.</summary>
    public double TaskIsLate { get; private set; }

    /// <summary>A worker answers twice.</summary>
    public double TaskIsDoubled { get; private set; }

    /// <summary>A worker forgets what it had in its cache.</summary>
    public double CacheForgets { get; private set; }

    /// <summary>The engine makes a mistake: it throws before it writes a record.</summary>
    public double DecisionThrows { get; private set; }

    /// <summary>Whether the engine makes mistakes in this run.</summary>
    public bool HasMistakes { get; private init; }

    /// <summary>The faults of a run.</summary>
    /// <param name="dice">Chance.</param>
    /// <param name="mistakes">Chance of its own, so that mistakes change no run that has none.</param>
    public static Faults Draw(Dice dice, Dice mistakes)
    {
        var decisionThrows = mistakes.Chance(0.15) ? mistakes.Of(0.001, 0.01) : 0;
        double Some() => dice.Chance(0.35) ? dice.Of(0.005, 0.02, 0.1) : 0;
        double Often() => dice.Chance(0.4) ? dice.Of(1.0, 4.0, 12.0) : 0;
        return new Faults
        {
            RequestLost = Some(),
            AnswerLost = Some(),
            Doubled = Some(),
            Late = Some(),
            CommitFails = Some(),
            CommitThrows = Some(),
            CommitIsUnknown = Some(),
            CommitIsSlow = Some(),
            ReadFails = Some(),
            ReadIsSlow = Some(),
            UnknownBreaksStore = dice.Chance(0.5),
            ServerDies = Often(),
            ServerStops = Often() / 3,
            WorkerDies = Often(),
            TaskDropped = Some(),
            TaskFails = Some(),
            TaskIsBad = Some(),
            TaskIsLate = Some(),
            TaskIsDoubled = Some(),
            CacheForgets = Some(),
            DecisionThrows = decisionThrows,
            HasMistakes = decisionThrows > 0,
        };
    }

    /// <summary>Nothing goes wrong from now on.</summary>
    public void Cease()
    {
        RequestLost = AnswerLost = Doubled = Late = 0;
        CommitFails = CommitThrows = CommitIsUnknown = CommitIsSlow = ReadFails = ReadIsSlow = 0;
        ServerDies = ServerStops = WorkerDies = 0;
        DecisionThrows = 0;
        TaskDropped = TaskFails = TaskIsBad = TaskIsLate = TaskIsDoubled = CacheForgets = 0;
    }
}
