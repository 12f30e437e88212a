using Cairn.Tests.Compatibility;

namespace Cairn.Tests.Samples;

/// <summary>The index of the samples.</summary>
public sealed class IndexTests
{
    [Fact]
    public void Every_sample_is_in_the_index()
    {
        var folder = Path.Combine(Checkout.Root, "samples");
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        var samples = Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Where(name => name != "Shared");

        Assert.All(samples, name => Assert.Contains($"[{name}]({name}/README.md)", index, StringComparison.Ordinal));
        Assert.Equal(samples.Count(), index.Split('\n').Count(line => line.Contains("/README.md)")));
    }
}
