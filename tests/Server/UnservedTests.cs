using Cairn.Api.WorkflowService.V1;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Server;

public class UnservedTests
{
    [Fact]
    public async Task Every_rpc_of_the_public_wire_that_is_not_served_answers_with_its_name()
    {
        await using var server = await OpenGate.OfEngineAsync();
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
            var expected = (StatusCode.Unimplemented, $"unknown method {rpc} for service {service}");
            if ((answer.Code, answer.Message) != expected)
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
