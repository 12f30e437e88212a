using Cairn.Activities;
using Cairn.Converters;

namespace Cairn.Tests.Sdk.Activities;

public class IdempotencyKeyTests
{
    [Fact]
    public void A_key_follows_from_namespace_workflow_run_and_activity_and_never_changes()
    {
        // Keys are in databases of users, so that another value here would break them.
        Assert.Equal("d289e28f-c48b-89d0-8427-255aa6ea76b6", Key());
        Assert.Equal(Key(), Key(attempt: 7));
        string[] others =
        [
            Key(), Key(space: "other"), Key(workflow: "other"), Key(run: "other"), Key(activity: "2"),
            Key(workflow: "or", run: "derrun"),
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void A_key_is_a_uuid_of_version_8()
    {
        Assert.Equal(8, Guid.Parse(Key()).Version);
        Assert.InRange(Guid.Parse(Key()).Variant, 8, 11);
    }

    private static string Key(
        string space = "default",
        string workflow = "order",
        string run = "run",
        string activity = "1",
        int attempt = 1)
    {
        var info = new ActivityInfo(
            activity,
            "Charge",
            attempt,
            default,
            DataConverter.Default,
            [],
            null,
            IsLocal: false,
            space,
            Cairn.Common.Priority.Default,
            null,
            null,
            default,
            null,
            default,
            "queue",
            [],
            workflow,
            space,
            run,
            "Order");
        return new ActivityExecutionContext(
            info, null!, new(), () => null!, static _ => { }, CancellationToken.None).IdempotencyKey;
    }
}
