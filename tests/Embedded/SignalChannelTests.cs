using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class SignalChannelTests : EngineTest
{
    [Fact]
    public async Task A_channel_is_signalled_by_a_lambda_or_by_its_name()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Inbox>());
        var start = Id();
        start.SignalWithStart((Inbox w) => w.Mail.SendAsync(new("with the start")));
        var handle = await Client.StartWorkflowAsync((Inbox w) => w.RunAsync(), start);
        await handle.SignalAsync(w => w.Mail.SendAsync(new("by lambda")));
        await handle.SignalAsync("Mail", [new Letter("by name")]);
        Assert.Equal("with the start, by lambda, by name", await SoonAsync(handle.GetResultAsync()));
    }

    [Workflow]
    public class Inbox
    {
        [WorkflowSignal]
        public SignalChannel<Letter> Mail { get; } = new();

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var texts = new List<string>();
            while (texts.Count < 3)
            {
                texts.Add((await Mail.ReceiveAsync()).Text);
            }

            return string.Join(", ", texts);
        }
    }

    public sealed record Letter(string Text);
}
