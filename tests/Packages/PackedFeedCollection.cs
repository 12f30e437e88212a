namespace Cairn.Tests.Packages;

/// <summary>The tests that share one feed of packages; packing takes a while.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "packages";
}
