using System.Runtime.CompilerServices;
using Cairn.Tests.Sdk.BadInput;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class NullArgumentTests
{
    [Fact]
    public async Task Null_for_what_must_not_be_null_is_refused_by_name_inside_of_workflows()
    {
        var server = new FakeServer(nameof(CallsAll));
        await server.RunTaskAsync(Handlers.Of<CallsAll>());
        Assert.True(CallsAll.Findings!.Count == 0, string.Join(Environment.NewLine, CallsAll.Findings));
    }

    [Workflow]
    public class CallsAll
    {
        private static readonly Type[] Types =
        [
            typeof(Workflow), typeof(Saga), typeof(Cairn.Workflows.Mutex), typeof(Cairn.Workflows.Semaphore),
            typeof(ExternalWorkflowHandle), typeof(ChildWorkflowHandle), typeof(ExternalWorkflowHandle<string>),
            typeof(ChildWorkflowHandle<string>), typeof(ChildWorkflowHandle<string, string>),
        ];

        [WorkflowInit]
        public CallsAll() => Findings = null;

        public static IReadOnlyList<string>? Findings { get; private set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            var child = RuntimeHelpers.GetUninitializedObject(typeof(ChildWorkflow<string, string>));
            var external = Workflow.GetExternalWorkflowHandle<string>("x");
            var samples = new Dictionary<Type, object>
            {
                [typeof(ExternalWorkflowHandle)] = external,
                [typeof(ExternalWorkflowHandle<string>)] = external,
                [typeof(ChildWorkflowHandle)] = child,
                [typeof(ChildWorkflowHandle<string>)] = child,
                [typeof(ChildWorkflowHandle<string, string>)] = child,
                [typeof(ActivityOptions)] = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromSeconds(1) },
                [typeof(LocalActivityOptions)] =
                    new LocalActivityOptions { StartToCloseTimeout = TimeSpan.FromSeconds(1) },
            };
            Findings = await new NullCalls(samples, waits: false).FindingsAsync(Types);
        }
    }
}
