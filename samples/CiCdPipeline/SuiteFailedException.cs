namespace CiCdPipeline;

/// <summary>A test suite has failed: the release is not good, and no retry will make it so.</summary>
/// <param name="suite">The suite.</param>
public sealed class SuiteFailedException(string suite) : Exception($"The suite {suite} failed");
