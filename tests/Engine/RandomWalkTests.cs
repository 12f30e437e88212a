namespace Cairn.Tests.Engine;

/// <summary>
/// Whatever is asked of the engine in whatever order: it answers, its rules hold, and it survives a restart.
/// </summary>
public class RandomWalkTests
{
    private const int Steps = 100;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_walk_breaks_nothing(int seed)
    {
        var stage = new Stage();
        var walk = new RandomWalk(seed, stage);
        var restart = InputLine.ParseAll(["restart"]).Single();
        List<string> walked = [];
        for (var step = 0; step < Steps; step++)
        {
            var lines = walk.Next();
            walked.AddRange(lines);
            var broken = Record.Exception(() =>
            {
                stage.Play(InputLine.ParseAll(lines).Single());
                stage.Play(restart);
            });
            Assert.True(broken is null, $"{string.Join('\n', walked)}\n\n{broken}");
        }
    }

    /// <summary>Seeds of walks.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];
}
