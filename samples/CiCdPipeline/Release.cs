namespace CiCdPipeline;

/// <summary>A version of the program that is to be tested and deployed.</summary>
/// <param name="Id">Names it; its workflow has the same id.</param>
/// <param name="Suites">The test suites that it must pass.</param>
public sealed record Release(string Id, IReadOnlyList<string> Suites);
