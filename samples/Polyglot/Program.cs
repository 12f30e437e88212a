using System.Reflection;
using Cairn.Client;
using Cairn.Testing;
using Polyglot;
using Samples;
using Samples.Timelines;

const string TaskQueue = "csharp";
using var data = SampleArguments.Read(args).OpenData();
var worker = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(value => value.Key == "Worker").Value!;

// A server in this process. `cairn server start-dev` is the same as a process of its own.
await using var server = await WorkflowEnvironment.StartLocalAsync(new()
{
    TargetHost = "localhost:0",
    DevServerOptions = new() { DatabaseFilename = data.Database },
});
await using var csharp = await server.StartWorkerAsync(
    TaskQueue, options => options.AddWorkflow<InvoiceWorkflow>().AddAllActivities(new Mail()));
try
{
    await using var typescript = await NodeWorker.StartAsync(worker, server.Client.Connection.Options.TargetHost!);
    await SendAsync(new("ada", 1234.5m, "EUR", "de-DE"));
    await SendAsync(new("bo", 1234.5m, "INR", "en-IN"));
    await SendAsync(new("cy", 1234.5m, "beads", "fr-FR"));
    await Timeline.ShowAsync(server.Client.GetWorkflowHandle("invoice-ada"));
    await Timeline.ShowAsync(server.Client.GetWorkflowHandle("invoice-cy"));
    return 0;
}
catch (NodeMissingException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 3;
}

async Task SendAsync(Invoice invoice)
{
    var id = $"invoice-{invoice.Customer}";
    var result = await server.Client.ExecuteWorkflowAsync(InvoiceWorkflowCalls.Run(invoice), new(id, TaskQueue));
    Console.WriteLine($"{id}: {result}");
}
