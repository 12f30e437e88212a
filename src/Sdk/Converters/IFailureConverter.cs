using Cairn.Api.Failure.V1;

namespace Cairn.Converters;

/// <summary>Turns exceptions into failures and back. It runs inside workflow code.</summary>
public interface IFailureConverter
{
    /// <summary>Turns an exception and its causes into a failure.</summary>
    Failure ToFailure(Exception exception, IPayloadConverter payloadConverter);

    /// <summary>Turns a failure and its causes into an exception, which is not thrown.</summary>
    Exception ToException(Failure failure, IPayloadConverter payloadConverter);
}
