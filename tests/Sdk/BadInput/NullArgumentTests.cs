using System.Diagnostics;
using System.Reflection;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Converters;
using Cairn.Worker;
using Cairn.Worker.Tuning;
using Cairn.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Sdk.BadInput;

public sealed class NullArgumentTests
{
    [Fact]
    public async Task Null_for_what_must_not_be_null_is_refused_by_name_at_every_public_member()
    {
        // Interceptors hand on what they are given, generated code passes what it must, exceptions must be made
        // whatever the reason, and Workflow has a test of its own, inside a workflow.
        var types = typeof(CairnClient).Assembly.GetExportedTypes()
            .Where(type => !type.Namespace!.EndsWith(".Interceptors", StringComparison.Ordinal))
            .Where(type => type.Namespace != "Cairn.Generated")
            .Where(type => !typeof(Attribute).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type))
            .Where(type => type != typeof(Workflow) && !type.Name.StartsWith('<'))
            .Select(NullCalls.Closed);
        var findings = await new NullCalls(Samples()).FindingsAsync(types);
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    private static ActivityDefinition Definition =>
        ActivityDefinition.Create("a", typeof(void), [], 0, static _ => null);

    private static Dictionary<Type, object> Samples()
    {
        var client = new CairnClient(new CairnConnection(new FakeWorkflowService()));
        var converter = DataConverter.Default;
        object[] objects =
        [
            client,
            client.Connection,
            client.GetWorkflowHandle("w"),
            client.GetScheduleHandle("s"),
            client.GetAsyncActivityHandle(new byte[1]),
            new CairnWorkerOptions("q"),
            new WorkflowReplayerOptions(),
            new BinaryNullConverter(),
            new BinaryPlainConverter(),
            new JsonPlainConverter(new()),
            new JsonProtoConverter(),
            new BinaryProtoConverter(),
            new DefaultPayloadConverter(),
            new DefaultFailureConverter(),
            converter,
            new DeterministicRandom(1),
            new ActivitySource("s"),
            SearchAttributeCollection.Empty,
            new SearchAttributeCollection.Builder(),
            NullLoggerFactory.Instance,
            new WorkflowCall<string>(CallTarget.Workflow("w"), []),
            new WorkflowCall<string, string>(CallTarget.Workflow("w"), []),
            new SignalCall<string>(CallTarget.Signal("s"), []),
            new QueryCall<string, string>(CallTarget.Query("q"), []),
            new UpdateCall<string>(CallTarget.Update("u"), []),
            new UpdateCall<string, string>(CallTarget.Update("u"), []),
            client.GetWorkflowHandle<string>("w"),
            client.GetWorkflowHandle<string, string>("w"),
            client.GetWorkflowHandle("w").GetUpdateHandle("u"),
            client.GetWorkflowHandle("w").GetUpdateHandle<string>("u"),
            SearchAttributeKey.CreateText("k"),
            new CairnWorker(client, new("q") { Activities = { Definition } }),
            Definition,
        ];
        var samples = objects.ToDictionary(o => o.GetType());
        samples[typeof(MethodInfo)] = typeof(string).GetMethod(nameof(string.Clone))!;
        samples[typeof(ICairnClient)] = client;
        samples[typeof(IWorkerClient)] = client;
        samples[typeof(SlotSupplier)] = new FixedSizeSlotSupplier(1);
        samples[typeof(ResourceBasedSlotSupplierOptions)] = new ResourceBasedSlotSupplierOptions();
        samples[typeof(IPayloadCodec)] = new ReversingCodec();
        samples[typeof(Google.Protobuf.JsonFormatter)] = Google.Protobuf.JsonFormatter.Default;
        samples[typeof(ICairnConnection)] = client.Connection;
        samples[typeof(IPayloadConverter)] = converter.PayloadConverter;
        samples[typeof(IFailureConverter)] = converter.FailureConverter;
        samples[typeof(CairnClientConnectOptions)] = new CairnClientConnectOptions("localhost:1");
        samples[typeof(WorkflowOptions)] = new WorkflowOptions("w", "q");
        samples[typeof(Delegate)] = () => Task.CompletedTask;
        samples[typeof(Exception)] = new CairnException("x");
        return samples;
    }
}
