using System.Reflection;
using Cairn.Embedded;
using Cairn.Extensions.Hosting;
using Cairn.Tests.Sdk.BadInput;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class NullArgumentTests
{
    [Fact]
    public async Task Null_for_what_must_not_be_null_is_refused_by_name_at_every_public_member()
    {
        await using var engine = await CairnEngine.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        await using var provider = new ServiceCollection().BuildServiceProvider();
        var services = new ServiceCollection();
        var samples = new Dictionary<Type, object>
        {
            [typeof(CairnEngine)] = engine,
            [typeof(MethodInfo)] = typeof(string).GetMethod(nameof(string.Clone))!,
            [typeof(IServiceProvider)] = provider,
            [typeof(IServiceCollection)] = services,
            [typeof(IHealthChecksBuilder)] = services.AddHealthChecks(),
            [typeof(ICairnWorkerServiceOptionsBuilder)] = services.AddHostedCairnWorker("queue"),
        };
        var types = typeof(CairnEngine).Assembly.GetExportedTypes()
            .Concat(typeof(CairnWorkerService).Assembly.GetExportedTypes());
        var findings = await new NullCalls(samples).FindingsAsync(types);
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
