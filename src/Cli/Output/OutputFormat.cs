namespace Cairn.Cli.Output;

/// <summary>The form of results.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>Nothing but the exit code.</summary>
    None,
}

/// <summary>The form of times in text.</summary>
internal enum TimeFormat
{
    /// <summary>How long ago.</summary>
    Relative,

    /// <summary>ISO 8601, in UTC.</summary>
    Iso,

    /// <summary>As the protocol has it, with all digits.</summary>
    Raw,
}

/// <summary>Whether text has colours.</summary>
internal enum Colors
{
    /// <summary>On a terminal, unless NO_COLOR is set.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
