using Cairn.Embedded;

namespace Cairn.Tests.Faults.Shop;

/// <summary>The shop: engine, worker and customers in one process, which is killed at any moment.</summary>
internal static class ShopRole
{
    /// <summary>The argument of a life that takes orders until it is killed.</summary>
    public const string Open = "play:shop";

    /// <summary>The argument of the last life, which takes no new orders and ends when all are done.</summary>
    public const string Finish = "play:last-shop";

    /// <summary>Printed when the database is about to be opened.</summary>
    public const string Recovering = "recovering";

    /// <summary>Printed when everything that was open is back.</summary>
    public const string Serving = "serving";

    /// <summary>Lives.</summary>
    public static async Task<int> RunAsync(string data, int life, bool isLastLife)
    {
        var files = new ShopFiles(data);
        var activities = new ShopActivities(files.Ledger);
        _ = EndWithCallerAsync();
        Console.WriteLine(Recovering);
        await using var engine = await CairnEngine.StartAsync(
            new CairnEngineOptions { DatabasePath = files.Database });
        await using var worker = engine.StartWorker(ShopOrder.Queue, options => options
            .AddWorkflow<ShopOrder>()
            .AddWorkflow<Parcel>()
            .AddAllActivities(activities));
        var customers = new Customers(engine.Client, files.Answers, life);
        await customers.FindAsync();
        Console.WriteLine(Serving);
        await customers.ServeAsync(() => !isLastLife);
        return 0;
    }

    /// <summary>Its input ends when the one who started it does, who could not kill it.</summary>
    private static async Task EndWithCallerAsync()
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        Environment.Exit(1);
    }
}
