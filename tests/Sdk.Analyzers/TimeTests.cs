namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Time, chance and identity: CAIRN01xx.</summary>
public class TimeTests
{
    [Theory]
    [InlineData("{|CAIRN0101:DateTime.UtcNow|}")]
    [InlineData("{|CAIRN0101:DateTime.Now|}")]
    [InlineData("{|CAIRN0101:DateTime.Today|}")]
    [InlineData("{|CAIRN0101:DateTimeOffset.Now|}")]
    [InlineData("{|CAIRN0101:DateTimeOffset.UtcNow|}")]
    [InlineData("{|CAIRN0105:Guid.NewGuid|}()")]
    [InlineData("{|CAIRN0105:Guid.CreateVersion7|}()")]
    [InlineData("Workflow.UtcNow")]
    [InlineData("Workflow.NewGuid()")]
    [InlineData("DateTime.UnixEpoch")]
    [InlineData("new DateTime(2026, 11, 30)")]
    [InlineData("nameof(DateTime.UtcNow)")]
    public Task An_expression(string expression) => Analyzed.RunAsync($"_ = {expression};");
}
