namespace Cairn.Sdk.Replay;

/// <summary>How this SDK names itself in histories.</summary>
internal static class SdkIdentity
{
    /// <summary>The name on the wire.</summary>
    public const string Name = "cairn-dotnet";

    /// <summary>The version of the assembly.</summary>
    public static readonly string Version = typeof(SdkIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
