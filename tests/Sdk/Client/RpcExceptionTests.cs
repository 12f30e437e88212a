using Cairn.Api.Common.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Sdk.Client;

public class RpcExceptionTests
{
    private static readonly NamespaceNotFoundFailure Detail = new() { Namespace = "shop" };

    [Fact]
    public void The_status_that_came_is_read_with_its_detail()
    {
        var status = new GrpcStatus { Code = 5, Message = "gone", Details = { Any.Pack(Detail) } };
        var error = new RpcException(RpcException.StatusCode.NotFound, "gone", status.ToByteArray());
        Assert.Equal(status, error.GrpcStatus.Value);
        Assert.Equal(Detail, error.Detail);
        Assert.NotNull(error.RawStatus);
    }

    [Fact]
    public void A_status_is_made_of_a_detail_in_this_process()
    {
        var error = new RpcException(RpcException.StatusCode.NotFound, "gone", Detail);
        Assert.Null(error.RawStatus);
        Assert.Equal((5, "gone"), (error.GrpcStatus.Value!.Code, error.GrpcStatus.Value.Message));
        Assert.Equal(Detail, error.GrpcStatus.Value.Details.Single().Unpack<NamespaceNotFoundFailure>());
    }

    [Fact]
    public void A_status_that_cannot_be_read_is_null()
    {
        var error = new RpcException(RpcException.StatusCode.NotFound, "gone", [0xff]);
        Assert.Null(error.GrpcStatus.Value);
        Assert.Null(error.Detail);
    }

    [Fact]
    public void It_can_be_created_and_derived_as_in_Temporals_SDK()
    {
        Assert.Null(new RpcException(RpcException.StatusCode.NotFound, "gone", null).RawStatus);
        Assert.Equal(RpcException.StatusCode.Aborted, new Mine().Code);
    }

    private sealed class Mine() : RpcException(StatusCode.Aborted, "mine", null);
}
