using Cairn.Api.WorkflowService.V1;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Server;

public class UnservedTests
{
    [Fact]
    public async Task Every_rpc_of_the_public_wire_that_is_not_served_says_what_Cairn_lacks()
    {
        await using var server = await OpenServer.OfEngineAsync();
        var served = Api.WorkflowService.V1.ServiceReflection.Descriptor.Services
            .Concat(Api.OperatorService.V1.ServiceReflection.Descriptor.Services)
            .SelectMany(service => service.Methods)
            .Select(method => (method.Service.FullName, method.Name))
            .ToHashSet();
        var unserved = Rpcs().Where(rpc => !served.Contains(rpc)).ToList();
        var wrong = new List<string>();
        foreach (var (service, rpc) in unserved)
        {
            var answer = await server.Client.SendAsync($"/{service}/{rpc}", new GetSystemInfoRequest());
            if (answer.Code != StatusCode.Unimplemented
                || !answer.Message.StartsWith(
                    $"Cairn does not serve {rpc}: it does not have ", StringComparison.Ordinal))
            {
                wrong.Add($"{service}/{rpc}: {answer.Code} {answer.Message}");
            }
        }

        Assert.Empty(wrong);
        Assert.NotEmpty(unserved);
        Assert.Equal(Rpcs().Count(), unserved.Count + served.Count);
    }

    private static IEnumerable<(string Service, string Rpc)> Rpcs()
    {
        using var reader = new StreamReader(
            typeof(UnservedTests).Assembly.GetManifestResourceStream("wire-facts.tsv")!);
        while (reader.ReadLine() is { } row)
        {
            if (row.Split('\t') is ["rpc", var service, var rpc, ..])
            {
                yield return (service, rpc);
            }
        }
    }
}
