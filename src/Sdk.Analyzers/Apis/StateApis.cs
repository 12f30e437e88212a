using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using static Cairn.Sdk.Analyzers.Apis.When;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>Input and output, environment, collector.</summary>
internal static class StateApis
{
    private const string Activity = "an activity or Workflow.RunStepAsync";
    private const string Input = "an input of the workflow, or an activity";
    private const string Log = "Workflow.Logger";
    private const string Typed = "code that is compiled with the workflow";

    public static readonly IReadOnlyList<ForbiddenApi> All =
        [.. Files(), .. Network(), .. Services(), .. Output(), .. Native(), .. Machine(), .. Collector(), .. Dynamic()];

    private static ForbiddenApi Any(string type, Rule rule) => new(type, "*", rule, Activity) { AndDerived = true };

    private static IEnumerable<ForbiddenApi> Files() =>
    [
        Any("System.IO.File", StateRules.Files),
        Any("System.IO.Directory", StateRules.Files),
        Any("System.IO.FileSystemInfo", StateRules.Files),
        Any("System.IO.FileStream", StateRules.Files),
        Any("System.IO.DriveInfo", StateRules.Files),
        Any("System.IO.FileSystemWatcher", StateRules.Files),
        Any("System.IO.RandomAccess", StateRules.Files),
        Any("System.IO.MemoryMappedFiles.MemoryMappedFile", StateRules.Files),
        Any("System.IO.IsolatedStorage.IsolatedStorageFile", StateRules.Files),
        new("System.IO.StreamReader", "new", StateRules.Files, Activity) { When = TakesPath },
        new("System.IO.StreamWriter", "new", StateRules.Files, Activity) { When = TakesPath },
        new("System.IO.Path", "GetTempPath GetFullPath Exists", StateRules.Files, Activity),
    ];

    private static IEnumerable<ForbiddenApi> Network() =>
    [
        Any("System.Net.Http.HttpMessageInvoker", StateRules.Network),
        Any("System.Net.Http.IHttpClientFactory", StateRules.Network),
        Any("System.Net.Http.Json.HttpClientJsonExtensions", StateRules.Network),
        Any("System.Net.WebRequest", StateRules.Network),
        Any("System.Net.WebClient", StateRules.Network),
        Any("System.Net.HttpListener", StateRules.Network),
        Any("System.Net.Dns", StateRules.Network),
        Any("System.Net.Sockets.Socket", StateRules.Network),
        Any("System.Net.Sockets.TcpClient", StateRules.Network),
        Any("System.Net.Sockets.TcpListener", StateRules.Network),
        Any("System.Net.Sockets.UdpClient", StateRules.Network),
        Any("System.Net.Sockets.NetworkStream", StateRules.Network),
        Any("System.Net.Mail.SmtpClient", StateRules.Network),
        Any("System.Net.WebSockets.WebSocket", StateRules.Network),
        Any("System.Net.NetworkInformation.Ping", StateRules.Network),
        Any("System.Net.NetworkInformation.NetworkInterface", StateRules.Network),
        Any("Grpc.Core.ClientBase", StateRules.Network),
        Any("Grpc.Core.ChannelBase", StateRules.Network),
    ];

    private static IEnumerable<ForbiddenApi> Services() =>
    [
        Any("System.Data.IDbConnection", StateRules.Services),
        Any("System.Data.IDbCommand", StateRules.Services),
        Any("System.Data.IDataReader", StateRules.Services),
        Any("System.Data.Common.DbDataSource", StateRules.Services),
        Any("Microsoft.EntityFrameworkCore.DbContext", StateRules.Services),
        Any("Microsoft.EntityFrameworkCore.DbSet`1", StateRules.Services),
        Any("Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions", StateRules.Services),
        Any("MongoDB.Driver.IMongoClient", StateRules.Services),
        Any("MongoDB.Driver.IMongoDatabase", StateRules.Services),
        Any("MongoDB.Driver.IMongoCollection`1", StateRules.Services),
        Any("StackExchange.Redis.IConnectionMultiplexer", StateRules.Services),
        Any("StackExchange.Redis.IDatabaseAsync", StateRules.Services),
        Any("Azure.Storage.Blobs.BlobServiceClient", StateRules.Services),
        Any("Azure.Storage.Blobs.BlobContainerClient", StateRules.Services),
        Any("Azure.Storage.Blobs.Specialized.BlobBaseClient", StateRules.Services),
        Any("Azure.Storage.Queues.QueueClient", StateRules.Services),
        Any("Azure.Data.Tables.TableClient", StateRules.Services),
        Any("Azure.Messaging.ServiceBus.ServiceBusClient", StateRules.Services),
        Any("Azure.Messaging.ServiceBus.ServiceBusSender", StateRules.Services),
        Any("Azure.Messaging.ServiceBus.ServiceBusReceiver", StateRules.Services),
        Any("Microsoft.Azure.Cosmos.CosmosClient", StateRules.Services),
        Any("Microsoft.Azure.Cosmos.Container", StateRules.Services),
        Any("Amazon.Runtime.AmazonServiceClient", StateRules.Services),
        Any("RabbitMQ.Client.IConnectionFactory", StateRules.Services),
        Any("RabbitMQ.Client.IConnection", StateRules.Services),
        Any("RabbitMQ.Client.IChannel", StateRules.Services),
        Any("RabbitMQ.Client.IModel", StateRules.Services),
        Any("Confluent.Kafka.IClient", StateRules.Services),
        Any("MassTransit.IPublishEndpoint", StateRules.Services),
        Any("MassTransit.ISendEndpoint", StateRules.Services),
    ];

    private static IEnumerable<ForbiddenApi> Output() =>
    [
        new("System.Console", "Read ReadKey ReadLine In OpenStandardInput KeyAvailable", StateRules.Output, Activity)
            { Severity = DiagnosticSeverity.Error },
        new("System.Console", "*", StateRules.Output, Log),
        new("System.Diagnostics.Debug", "Write WriteIf WriteLine WriteLineIf Print", StateRules.Output, Log),
        new("System.Diagnostics.Trace",
            "Write WriteIf WriteLine WriteLineIf TraceError TraceInformation TraceWarning", StateRules.Output, Log),
        new("System.Diagnostics.EventLog", "*", StateRules.Output, Log),
        new("Microsoft.Extensions.Logging.LoggerFactory", "Create new CreateLogger", StateRules.Output, Log),
        new("Microsoft.Extensions.Logging.ILoggerFactory", "CreateLogger", StateRules.Output, Log),
        new("Microsoft.Extensions.Logging.LoggerFactoryExtensions", "CreateLogger", StateRules.Output, Log),
    ];

    private static IEnumerable<ForbiddenApi> Native() =>
    [
        Any("System.Diagnostics.Process", StateRules.Native),
        Any("System.Runtime.InteropServices.NativeLibrary", StateRules.Native),
        Any("System.Runtime.InteropServices.Marshal", StateRules.Native),
        new("System.AppDomain",
            "ProcessExit UnhandledException FirstChanceException AssemblyLoad AssemblyResolve DomainUnload Load",
            StateRules.Native, Activity),
        new("System.Reflection.Assembly", "Load LoadFrom LoadFile LoadWithPartialName UnsafeLoadFrom",
            StateRules.Native, Activity),
        new("System.Runtime.Loader.AssemblyLoadContext", "*", StateRules.Native, Activity) { AndDerived = true },
        new("System.Environment", "Exit FailFast", StateRules.Native, "an exception"),
    ];

    private static IEnumerable<ForbiddenApi> Machine() =>
    [
        new("System.Environment",
            "GetEnvironmentVariable GetEnvironmentVariables SetEnvironmentVariable ExpandEnvironmentVariables "
                + "MachineName ProcessId ProcessPath ProcessorCount UserName UserDomainName CurrentDirectory "
                + "SystemDirectory OSVersion Version WorkingSet GetFolderPath GetCommandLineArgs CommandLine CpuUsage",
            StateRules.Environment, Input),
        new("System.Runtime.InteropServices.RuntimeInformation", "*", StateRules.Environment, Input),
        new("System.OperatingSystem", "IsWindows IsLinux IsMacOS IsOSPlatform", StateRules.Environment, Input),
        new("System.AppContext", "TryGetSwitch GetData BaseDirectory SetSwitch", StateRules.Environment, Input),
        new("Microsoft.Extensions.Configuration.IConfiguration", "*", StateRules.Environment, Input)
            { AndDerived = true },
        new("Microsoft.Extensions.Configuration.ConfigurationBinder", "*", StateRules.Environment, Input),
        new("Microsoft.Extensions.Options.IOptions`1", "Value", StateRules.Environment, Input),
        new("Microsoft.Extensions.Options.IOptionsSnapshot`1", "Get", StateRules.Environment, Input),
        new("Microsoft.Extensions.Options.IOptionsMonitor`1", "CurrentValue Get OnChange",
            StateRules.Environment, Input),
    ];

    private static IEnumerable<ForbiddenApi> Collector() =>
    [
        new("System.GC",
            "Collect GetTotalMemory GetTotalAllocatedBytes GetAllocatedBytesForCurrentThread GetGCMemoryInfo "
                + "CollectionCount GetGeneration WaitForPendingFinalizers AddMemoryPressure RemoveMemoryPressure "
                + "RegisterForFullGCNotification TryStartNoGCRegion MaxGeneration",
            StateRules.Collector, "nothing of it"),
        new("System.WeakReference", "new", StateRules.Collector, "a plain reference"),
        new("System.WeakReference`1", "new", StateRules.Collector, "a plain reference"),
        new("System.Runtime.CompilerServices.ConditionalWeakTable`2", "new", StateRules.Collector, "Dictionary"),
    ];

    private static IEnumerable<ForbiddenApi> Dynamic() =>
    [
        new("System.Activator", "CreateInstance CreateInstanceFrom", StateRules.Dynamic, Typed)
            { When = TakesStrings },
        new("System.Linq.Expressions.LambdaExpression", "Compile", StateRules.Dynamic, Typed) { AndDerived = true },
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "*", StateRules.Dynamic, Typed),
        .. Transcendental("System.Math", "System.MathF"),
        new("System.Numerics.Vector", "IsHardwareAccelerated", StateRules.FloatingPoint, Exact),
        new("System.Numerics.Vector`1", "Count", StateRules.FloatingPoint, Exact),
    ];

    private const string Exact = "decimal, or an activity";

    private static IEnumerable<ForbiddenApi> Transcendental(params string[] types) => types.Select(type =>
        new ForbiddenApi(
            type,
            "Sin Cos Tan Asin Acos Atan Atan2 Sinh Cosh Tanh Asinh Acosh Atanh SinCos Exp Log Log2 Log10 Pow Cbrt",
            StateRules.FloatingPoint,
            Exact) { When = Decides });
}
