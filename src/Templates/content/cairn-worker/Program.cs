using Cairn.Extensions.Hosting;
using Company.CairnWorker;

var builder = Host.CreateApplicationBuilder(args);

// The server is in appsettings.json: Cairn:Client:TargetHost. `cairn server start-dev` starts one.
builder.Services.AddCairnClient();
builder.Services.AddCairnWorker(Greeter.TaskQueue)
    .AddWorkflow<GreetingWorkflow>()
    .AddScopedActivities<GreetingActivities>();

// Starts one workflow, to show that all works. Replace it by what starts yours.
builder.Services.AddHostedService<Greeter>();

await builder.Build().RunAsync();
