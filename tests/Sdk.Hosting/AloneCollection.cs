namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Tests that look at what a whole process measures, so that no other may run meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
