using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Extensions.Hosting.Configuration;
using Cairn.Worker.Tuning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Options come from the configuration and from code, and are checked when the host starts.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-configuration-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder.FullName, "cairn.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_client_and_a_worker_run_with_what_the_configuration_says()
    {
        await using var server = await TestServer.StartAsync();
        using var host = Hosts.Build(
            services =>
            {
                services.AddSingleton<Words>();
                services.AddCairnClient();
                services.AddCairnWorker("queue").AddWorkflow<Greet>().AddScopedActivities<Greetings>();
            },
            ("Cairn:Client:TargetHost", server.Target),
            ("Cairn:Client:Identity", "me"),
            ("Cairn:Client:RpcMetadata:tenant", "blue"),
            ("Cairn:Workers:queue:MaxConcurrentActivities", "7"),
            ("Cairn:Workers:queue:GracefulShutdownTimeout", "00:00:20"),
            ("cairn:workers:queue:startup", "failfast"));
        await host.StartAsync(Token);

        Assert.Equal("Hello, Ada!", await Hosts.GreetAsync(host.Services.GetRequiredService<ICairnClient>()));
        var client = host.Services.GetRequiredService<ICairnClient>().Connection.Options;
        Assert.Equal("me", client.Identity);
        Assert.Equal([KeyValuePair.Create("tenant", "blue")], client.RpcMetadata!);
        var worker = host.Services.GetRequiredService<IOptionsMonitor<CairnWorkerServiceOptions>>().Get("queue");
        Assert.Equal(7, worker.MaxConcurrentActivities);
        Assert.Equal(TimeSpan.FromSeconds(20), worker.GracefulShutdownTimeout);
        Assert.Equal(WorkerStartup.FailFast, worker.Startup);
        await host.StopAsync(Token);
    }

    [Fact]
    public void Code_has_the_last_word_wherever_it_stands()
    {
        using var host = Hosts.Build(
            services =>
            {
                services.Configure<CairnClientConnectOptions>(options => options.Identity = "early");
                services.AddCairnClient("code:7233").Configure(options => options.Namespace = "of-code");
                services.Configure<CairnWorkerServiceOptions>(
                    "queue", options => options.MaxConcurrentActivities = 3);
                services.AddCairnWorker("queue").AddWorkflow<Greet>();
            },
            ("ConnectionStrings:cairn", "Endpoint=https://connection:1;Namespace=n;ApiKey=secret"),
            ("Cairn:Client:TargetHost", "configuration:7233"),
            ("Cairn:Client:Namespace", "of-configuration"),
            ("Cairn:Client:Identity", "of-configuration"),
            ("Cairn:Workers:queue:MaxConcurrentActivities", "7"));
        var client = host.Services.GetRequiredService<IOptions<CairnClientConnectOptions>>().Value;
        Assert.Equal(("code:7233", "of-code", "early"), (client.TargetHost, client.Namespace, client.Identity));
        Assert.Equal("secret", client.ApiKey);
        var worker = host.Services.GetRequiredService<IOptionsMonitor<CairnWorkerServiceOptions>>().Get("queue");
        Assert.Equal(3, worker.MaxConcurrentActivities);
    }

    [Theory]
    [InlineData("localhost:7233", "localhost:7233", "default", null)]
    [InlineData("http://localhost:7233", "localhost:7233", "default", true)]
    [InlineData("https://cairn.example", "cairn.example:443", "default", false)]
    [InlineData("Endpoint=http://localhost:7;Namespace=orders", "localhost:7", "orders", true)]
    public void A_connection_string_names_the_server(string text, string target, string @namespace, bool? isPlain)
    {
        using var host = Hosts.Build(services => services.AddCairnClient(), ("ConnectionStrings:cairn", text));
        var options = host.Services.GetRequiredService<IOptions<CairnClientConnectOptions>>().Value;
        Assert.Equal(target, options.TargetHost);
        Assert.Equal(@namespace, options.Namespace);
        Assert.Equal(isPlain, options.Tls?.Disabled);
    }

    [Theory]
    [InlineData("Cairn:Workers:queue:MaxConcurrentActivities", "many", "must be a whole number")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentActivities", "0", "Activities is 0, but must be 1 or more")]
    [InlineData("Cairn:Workers:queue:GracefulShutdownTimeout", "20", "must be a time as hours:minutes:seconds")]
    [InlineData("Cairn:Workers:queue:GracefulShutdownTimeout", "-00:00:01", "GracefulShutdownTimeout is -00:00:01")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentActivities", "-1", "Activities is -1, but must be 1 or more")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentActivities", "1.5", "must be a whole number")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentActivities", "2147483648", "must be a whole number")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentWorkflowTasks", "0", "WorkflowTasks is 0, but must be 1 or more")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentLocalActivities", "0", "is 0, but must be 1 or more")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentActivityTaskPolls", "0", "is 0, but must be 1 or more")]
    [InlineData("Cairn:Workers:queue:MaxConcurrentWorkflowTaskPolls", "-7", "is -7, but must be 1 or more")]
    [InlineData("Cairn:Workers:queue:MaxCachedWorkflows", "-1", "is -1, but must be 0 or more")]
    [InlineData("Cairn:Workers:queue:MaxActivitiesPerSecond", "0", "is 0, but must be more than 0")]
    [InlineData("Cairn:Workers:queue:MaxActivitiesPerSecond", "NaN", "but must be more than 0")]
    [InlineData("Cairn:Workers:queue:MaxTaskQueueActivitiesPerSecond", "-2", "is -2, but must be more than 0")]
    [InlineData("Cairn:Workers:queue:StickyQueueScheduleToStartTimeout", "00:00:00", "is 00:00:00, but must be")]
    [InlineData("Cairn:Workers:queue:DisableEagerActivityExecution", "1", "must be true or false")]
    [InlineData("Cairn:Client:RpcRetry:MaxRetries", "-1", "is -1")]
    [InlineData("Cairn:Client:KeepAlive:Timeout", "-00:00:01", "is -00:00:01")]
    [InlineData("ConnectionStrings:cairn", "https://there:7233/orders", "must be a server as host:port")]
    [InlineData("Cairn:Workers:queue:MaxActivitiesPerSecond", "fast", "must be a number")]
    [InlineData("Cairn:Workers:queue:LocalActivityWorkerOnly", "maybe", "must be true or false")]
    [InlineData("Cairn:Workers:queue:Startup", "1", "must be one of RetryInBackground, FailFast")]
    [InlineData("Cairn:Workers:queue:ClientKey", "eu", "call AddKeyedCairnClient(\"eu\")")]
    [InlineData("Cairn:Client:KeepAlive:Interval", "soon", "must be a time")]
    [InlineData("Cairn:Client:TargetHost", "nowhere", "host:port")]
    [InlineData("Cairn:Client:Tls:ClientCertPath", "/no/such.pem", "must be the path of a file that can be read")]
    [InlineData("ConnectionStrings:cairn", "ftp://there", "must be a server as host:port")]
    [InlineData("ConnectionStrings:cairn", "Server=there", "must be a server as host:port")]
    public async Task A_value_that_is_refused_stops_the_host_and_names_section_key_and_value(
        string key, string value, string why)
    {
        using var host = Hosts.Build(
            services =>
            {
                services.AddCairnClient();
                services.AddCairnWorker("queue").AddWorkflow<Greet>();
            },
            key == "Cairn:Client:TargetHost" ? ("unused", "") : ("Cairn:Client:TargetHost", "localhost:1"),
            (key, value));
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));
        Assert.Contains($"{key} is \"{value}\"", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains(why, refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(OptionsValidationException), refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cairn:Workers:queue:MaxConcurentActivities")]
    [InlineData("Cairn:Client:TargetHosts")]
    [InlineData("Cairn:Client:Tls:Dissabled")]
    public async Task A_key_that_is_no_setting_stops_the_host_and_names_those_that_are(string key)
    {
        using var host = Hosts.Build(
            services =>
            {
                services.AddCairnClient("localhost:1");
                services.AddCairnWorker("queue").AddWorkflow<Greet>();
            },
            (key, "secret"));
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));
        Assert.Contains($"{key} is set, but there is no such setting.", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("may have: ", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cairn", "Cairn has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Wokers:queue:Identity", "Cairn:Wokers is set, but there is no such section")]
    [InlineData("Cairn:Target", "Cairn:Target is set, but there is no such section. Cairn may have: Client, Clients,")]
    [InlineData("Cairn:Client", "Cairn:Client has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Clients:eu", "Cairn:Clients:eu has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Workers", "Cairn:Workers has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Workers:queue", "Cairn:Workers:queue has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Workers:other", "Cairn:Workers:other has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Workers:queue:Identity:0", "Cairn:Workers:queue:Identity has settings below it, but must")]
    [InlineData("Cairn:Client:Tls", "Cairn:Client:Tls has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Engine:DatabasePath", "Cairn:Engine has settings of an engine in the host, but the host")]
    public async Task A_section_of_the_wrong_shape_stops_the_host_and_is_named(string key, string why)
    {
        using var host = Hosts.Build(
            services =>
            {
                services.AddCairnClient("localhost:1");
                services.AddCairnWorker("queue").AddWorkflow<Greet>();
            },
            (key, "secret"));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.StartsWith(why, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cairn:Client:TargetHost", "Cairn:Client has settings of the client of a server, but the host has an")]
    [InlineData("Cairn:Enigne:DatabasePath", "Cairn:Enigne is set, but there is no such section")]
    [InlineData("Cairn:Engine", "Cairn:Engine has a value of its own, but must have settings below it")]
    [InlineData("Cairn:Engine:DatabasePath:0", "Cairn:Engine:DatabasePath has settings below it, but must be one")]
    public async Task An_engine_does_not_start_with_a_section_that_contradicts_it(string key, string why)
    {
        using var host = Hosts.Build(services => services.AddCairn(), (key, "there:7233"));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.StartsWith(why, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("there:7233"));
    }

    [Fact]
    public void A_second_engine_or_client_is_refused_where_it_is_added()
    {
        var engine = new ServiceCollection().AddCairn();
        Assert.Contains("Call AddCairn once", Refusal(() => engine.AddCairn()), StringComparison.Ordinal);
        Assert.Contains("AddKeyedCairnClient", Refusal(() => engine.AddCairnClient("a:1")), StringComparison.Ordinal);
        var client = new ServiceCollection();
        client.AddCairnClient("a:1");
        Assert.Contains("brings its own", Refusal(() => client.AddCairn()), StringComparison.Ordinal);

        static string Refusal(Action add) => Assert.Throws<InvalidOperationException>(add).Message;
    }

    [Fact]
    public void Two_workers_of_one_queue_with_clients_of_their_own_are_refused()
    {
        var services = new ServiceCollection();
        services.AddHostedCairnWorker("a:1", "default", "queue");
        var refusal = Assert.Throws<InvalidOperationException>(
            () => services.AddHostedCairnWorker("b:1", "default", "queue"));
        Assert.Contains("task queue 'queue' has options already", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_without_a_client_stops_the_host_and_names_its_section()
    {
        using var host = Hosts.Build(services => services.AddCairnWorker("queue").AddWorkflow<Greet>());
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(
            "Cairn:Workers:queue: The worker of task queue queue has no client: call AddCairnClient, or set "
            + "ClientOptions",
            refusal.Message);
    }

    [Fact]
    public void Every_setting_is_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hosting.md"));
        Assert.All(
            WorkerSettings.Table.Concat(ClientSettings.Table),
            key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_section_of_a_worker_or_client_that_the_host_does_not_have_is_a_warning()
    {
        var log = new ScopedLog();
        using var host = Hosts.Build(
            services =>
            {
                services.AddLogging(logging => logging.AddProvider(log));
                services.AddCairn();
                services.AddCairnWorker("queue").AddWorkflow<Greet>();
                services.AddCairnWorker("blue:orders").AddWorkflow<Greet>();
            },
            ("Cairn:Workers:queu:MaxConcurrentActivities", "7"),
            ("Cairn:Workers:QUEUE:MaxConcurrentActivities", "7"),
            ("Cairn:Clients:us:TargetHost", "there:1"),
            ("Cairn:Workers:blue:orders:MaxConcurrentActivities", "7"));
        await host.StartAsync(Token);
        await host.StopAsync(Token);

        Assert.Equal(
            [
                "The settings in Cairn:Workers:queu are without effect: this host has no worker of task queue queu, "
                + "only queue, blue:orders.",
                "The settings in Cairn:Clients:us are without effect: this host has no client with key us, none at "
                + "all.",
            ],
            log.Lines.Select(line => line.Text).Where(text => text.Contains("effect", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_client_without_a_server_stops_the_host_and_says_where_to_name_one()
    {
        using var host = Hosts.Build(services => services.AddCairnClient());
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.StartsWith(
            "Cairn:Client:TargetHost is not set: name the server there, in ConnectionStrings:cairn",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_contradict_each_other_stop_the_host_and_name_the_section()
    {
        await AssertRefusedAsync(
            "Cairn:Workers:queue:MaxConcurrentActivities is \"7\": MaxConcurrentActivities is 7, but Tuner is set",
            options => options.Tuner = WorkerTuner.CreateFixedSize(1, 1, 1),
            ("Cairn:Workers:queue:MaxConcurrentActivities", "7"));
        await AssertRefusedAsync(
            "Cairn:Workers:queue:ClientKey is \"eu\": ClientKey is eu, but ClientOptions are set too",
            options => options.ClientOptions = new("localhost:1"),
            ("Cairn:Workers:queue:ClientKey", "eu"));
        await AssertRefusedAsync(
            "Cairn:Workers:queue: NonStickyToStickyPollRatio is 2",
            options => options.NonStickyToStickyPollRatio = 2,
            ("unused", ""));
    }

    [Fact]
    public async Task An_engine_opens_the_file_that_the_configuration_names()
    {
        using var host = Hosts.Build(
            services => services.AddCairn(),
            ("ConnectionStrings:cairn", "Data Source=elsewhere.db;Namespace=other"),
            ("Cairn:Engine:DatabasePath", Database),
            ("Cairn:Engine:Namespace", "orders"));
        await host.StartAsync(Token);
        Assert.True(File.Exists(Database));
        Assert.Equal("orders", host.Services.GetRequiredService<ICairnClient>().Options.Namespace);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task An_engine_opens_the_file_of_its_connection_string_and_code_has_the_last_word()
    {
        using var host = Hosts.Build(
            services => services.AddCairn(new() { Namespace = "of-code" }),
            ("ConnectionStrings:cairn", $"Data Source={Database};Namespace=other"));
        await host.StartAsync(Token);
        Assert.True(File.Exists(Database));
        Assert.Equal("of-code", host.Services.GetRequiredService<ICairnClient>().Options.Namespace);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData("Cairn:Engine:DatabasePath", " ", "Cairn:Engine:DatabasePath is \" \": DatabasePath must name a file")]
    [InlineData("Cairn:Engine:Namespace", "", "Cairn:Engine:Namespace is \"\": Namespace must have 1 to 1000 bytes")]
    [InlineData("Cairn:Engine:Path", "x", "Cairn:Engine:Path is set, but there is no such setting")]
    [InlineData("ConnectionStrings:cairn", "there:7233", "names the server there:7233, but AddCairn runs an engine")]
    [InlineData("ConnectionStrings:cairn", "Data Source=x.db;ApiKey=k", "cairn is \"...\", but must be a server as")]
    public async Task A_setting_that_an_engine_cannot_use_stops_the_host(string key, string value, string why)
    {
        using var host = Hosts.Build(services => services.AddCairn(), (key, value));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_uses_the_client_of_its_key()
    {
        await using var europe = await TestServer.StartAsync();
        await using var asia = await TestServer.StartAsync();
        using var host = Hosts.Build(
            services =>
            {
                services.AddSingleton<Words>();
                services.AddCairnClient(asia.Target);
                services.AddKeyedCairnClient("eu");
                services.AddCairnWorker("queue")
                    .AddWorkflow<Greet>().AddScopedActivities<Greetings>()
                    .ConfigureOptions(options => options.ClientKey = "eu");
            },
            ("Cairn:Clients:eu:TargetHost", europe.Target));
        await host.StartAsync(Token);

        var client = host.Services.GetRequiredKeyedService<ICairnClient>("eu");
        Assert.Equal("Hello, Ada!", await Hosts.GreetAsync(client));
        Assert.Equal(1, (await client.CountWorkflowsAsync("")).Count);
        Assert.Equal(0, (await host.Services.GetRequiredService<ICairnClient>().CountWorkflowsAsync("")).Count);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task The_connection_of_a_client_closes_with_its_host()
    {
        await using var server = await TestServer.StartAsync();
        ICairnClient client;
        using (var host = Hosts.Build(services => services.AddCairnClient(server.Target)))
        {
            client = host.Services.GetRequiredService<ICairnClient>();
            Assert.Equal(0, (await client.CountWorkflowsAsync("")).Count);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.CountWorkflowsAsync(""));
    }

    private static async Task AssertRefusedAsync(
        string message, Action<CairnWorkerServiceOptions> configure, (string Key, string Value) setting)
    {
        using var host = Hosts.Build(
            services =>
            {
                services.AddCairnClient("localhost:1");
                services.AddCairnWorker("queue").AddWorkflow<Greet>().ConfigureOptions(configure);
            },
            setting);
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }
}
