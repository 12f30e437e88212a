using System.Reflection;
using Cairn.Protocol;
using Google.Protobuf.Reflection;

namespace Cairn.Tests.Protocol;

public class ServiceTests
{
    [Theory]
    [InlineData(typeof(IWorkflowService))]
    [InlineData(typeof(IOperatorService))]
    public void A_boundary_has_one_method_for_every_rpc_with_its_request_and_response(Type boundary)
    {
        var expected = ServiceOf(boundary).Methods.Select(method =>
            Signature($"{method.Name}Async", method.InputType.ClrType, method.OutputType.ClrType));
        var found = boundary.GetMethods().Select(method =>
            Signature(method.Name, method.GetParameters()[0].ParameterType, Awaited(method)));

        Assert.Equal(expected.Order(), found.Order());
    }

    [Theory]
    [InlineData(typeof(IWorkflowService))]
    [InlineData(typeof(IOperatorService))]
    public void Every_method_takes_a_request_and_a_context(Type boundary) => Assert.All(
        boundary.GetMethods(),
        method => Assert.Equal(
            [typeof(RpcContext)], method.GetParameters().Skip(1).Select(parameter => parameter.ParameterType)));

    [Theory]
    [InlineData(typeof(IWorkflowService))]
    [InlineData(typeof(IOperatorService))]
    public void No_rpc_streams(Type boundary) => Assert.DoesNotContain(
        ServiceOf(boundary).Methods, method => method.IsClientStreaming || method.IsServerStreaming);

    private static ServiceDescriptor ServiceOf(Type boundary) => DescriptorFacts.Files
        .SelectMany(file => file.Services).Single(service => boundary.Name == $"I{service.Name}");

    private static string Signature(string name, Type request, Type response) =>
        $"Task<{response.FullName}> {name}({request.FullName})";

    private static Type Awaited(MethodInfo method)
    {
        Assert.Equal(typeof(Task<>), method.ReturnType.GetGenericTypeDefinition());
        return method.ReturnType.GetGenericArguments().Single();
    }
}
