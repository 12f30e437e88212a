using Cairn.Sdk.Replay.Randomness;

namespace Cairn.Tests.Replay;

/// <summary>The vectors were computed with Rust's own hasher and generator.</summary>
public class RandomTests
{
    private const string RunId = "6b29fc40-ca47-1067-b31d-00dd010662da";

    [Theory]
    [InlineData("", 0x30406ea523c53def)]
    [InlineData("a", 0x719b50b9a4f0e9f3)]
    [InlineData(RunId, 0x6a62518dd001f075)]
    [InlineData("0190a3b4-7c2d-7e4f-8a1b-2c3d4e5f6071", 0xacbbd71168600672)]
    public void A_run_id_gives_the_seed_that_Rust_gives(string runId, ulong seed) =>
        Assert.Equal(seed, RunIdSeed.Of(runId));

    [Fact]
    public void Integers_are_those_of_the_vectors()
    {
        Assert.Equal([1764823466, 2070954347, 154465498, 717069337], Numbers(RunIdSeed.Of(RunId), 4, int.MaxValue));
        Assert.Equal([8, 7, 9, 0, 3, 6, 0, 4, 1, 0, 6, 4], Numbers(RunIdSeed.Of(RunId), 12, 10));
        Assert.Equal([561665741, 2032088886, 1660334810, 1373951996], Numbers(42, 4, int.MaxValue));
        Assert.Equal([540997201, 933034507], Numbers(0, 2, int.MaxValue));
    }

    [Fact]
    public void Fractions_are_those_of_the_vectors()
    {
        var random = new Pcg64Mcg(RunIdSeed.Of(RunId));
        Assert.Equal(0.8392101730736461, random.NextDouble());
        Assert.Equal(0.1092998487245267, random.NextDouble());
        Assert.Equal(0.45409567793001493, random.NextDouble());
    }

    [Theory]
    [InlineData(0x6a62518dd001f075, "d2622355-7a57-46d6-a869-c6ba2b13fb1b")]
    [InlineData(42, "42f4ad9b-e5d9-42d6-af6e-3ef22a622022")]
    [InlineData(0, "407deca2-f242-4603-8d1a-e2e9755f84d6")]
    public void The_first_id_is_that_of_the_vectors(ulong seed, string id) =>
        Assert.Equal(Guid.Parse(id), new Pcg64Mcg(seed).NewGuid());

    [Fact]
    public void Later_ids_are_those_of_the_vectors()
    {
        var random = new Pcg64Mcg(RunIdSeed.Of(RunId));
        random.NewGuid();
        Assert.Equal(Guid.Parse("f6e082d8-9d45-443f-b5e9-6912a412d268"), random.NewGuid());
        Assert.Equal(Guid.Parse("557b3833-a1cd-483a-852a-a5a9ee8bd03e"), random.NewGuid());
    }

    [Fact]
    public void What_is_left_of_a_draw_is_thrown_away()
    {
        var (whole, part) = (new Pcg64Mcg(42), new Pcg64Mcg(42));
        var (first, second) = (new byte[16], new byte[3]);
        whole.Fill(first);
        part.Fill(second);
        Assert.Equal(first[..3], second);
        part.Fill(second);
        Assert.Equal(first[8..11], second);
    }

    [Fact]
    public void The_whole_range_of_integers_can_be_asked_for()
    {
        var random = new Pcg64Mcg(7);
        Assert.Contains(Enumerable.Range(0, 100).Select(_ => random.NextInt32(int.MinValue, int.MaxValue)), n => n < 0);
    }

    private static int[] Numbers(ulong seed, int count, int max)
    {
        var random = new Pcg64Mcg(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(0, max))];
    }
}
