using System.Reflection;
using Cairn.Protocol;
using Google.Protobuf.Reflection;

namespace Cairn.Tests.Protocol;

public class WorkflowServiceTests
{
    private static readonly ServiceDescriptor s_service =
        DescriptorFacts.Files.SelectMany(file => file.Services).Single();

    [Fact]
    public void The_boundary_has_one_method_for_every_rpc_with_its_request_and_response()
    {
        var expected = s_service.Methods.Select(method =>
            Signature($"{method.Name}Async", method.InputType.ClrType, method.OutputType.ClrType));
        var found = typeof(IWorkflowService).GetMethods().Select(method =>
            Signature(method.Name, method.GetParameters()[0].ParameterType, Awaited(method)));

        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void Every_method_takes_a_request_and_a_context() => Assert.All(
        typeof(IWorkflowService).GetMethods(),
        method => Assert.Equal(
            [typeof(RpcContext)], method.GetParameters().Skip(1).Select(parameter => parameter.ParameterType)));

    [Fact]
    public void No_rpc_streams() =>
        Assert.DoesNotContain(s_service.Methods, method => method.IsClientStreaming || method.IsServerStreaming);

    private static string Signature(string name, Type request, Type response) =>
        $"Task<{response.FullName}> {name}({request.FullName})";

    private static Type Awaited(MethodInfo method)
    {
        Assert.Equal(typeof(Task<>), method.ReturnType.GetGenericTypeDefinition());
        return method.ReturnType.GetGenericArguments().Single();
    }
}
