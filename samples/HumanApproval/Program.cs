using System.Net;
using Cairn.Client;
using Cairn.Embedded;
using HumanApproval;
using Samples;
using Samples.Timelines;

const string TaskQueue = "expenses";
var arguments = SampleArguments.Read(args, "--patience");
var patience = TimeSpan.FromSeconds(arguments.Number("--patience", 1));
using var data = arguments.OpenData();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using var web = builder.Build();
web.MapDecisions(engine.Client);
await web.StartAsync();

await using var worker = engine.StartWorker(TaskQueue, options => options
    .AddWorkflow<ExpenseWorkflow>()
    .AddAllActivities(new Mail(web.Urls.Single())));

var (ann, bob) = (new Approver("ann", patience), new Approver("bob", TimeSpan.FromDays(2)));
var chair = await StartAsync(new("expense-chair", "a chair", 240, [ann, bob]));
var yacht = await StartAsync(new("expense-yacht", "a yacht", 90_000, [ann]));

// Ann is on holiday, so Bob is asked and answers, unless you are faster: --patience 60 gives you the time.
using var http = new HttpClient { BaseAddress = new(web.Urls.Single()) };
while (await chair.QueryAsync(ExpenseWorkflowCalls.WaitingFor) == "ann")
{
    await Task.Delay(TimeSpan.FromMilliseconds(50));
}

Console.WriteLine($"bob answers: {await DecideAsync("expense-chair", new("bob", IsApproved: true, "He needs one"))}");
Console.WriteLine($"chair: {await chair.GetResultAsync()}");
Console.WriteLine($"yacht: {await yacht.GetResultAsync()}");
Console.WriteLine($"ann, back from her holiday: {await DecideAsync("expense-chair", new("ann", IsApproved: false))}");

await Timeline.ShowAsync(chair);
await Timeline.ShowAsync(yacht);

Task<WorkflowHandle<ExpenseWorkflow, Decision>> StartAsync(Expense expense) =>
    engine.Client.StartWorkflowAsync(ExpenseWorkflowCalls.Run(expense), new(expense.Id, TaskQueue));

async Task<HttpStatusCode> DecideAsync(string id, Decision decision)
{
    using var response = await http.PostAsJsonAsync($"/expenses/{id}/decision", decision);
    return response.StatusCode;
}
