using Cairn.Api.Failure.V1;

namespace Cairn.Converters;

/// <summary>Converts exceptions to failures and back. It runs inside workflow code.</summary>
public interface IFailureConverter
{
    /// <summary>Converts an exception and its causes to a failure.</summary>
    Failure ToFailure(Exception exception, IPayloadConverter payloadConverter);

    /// <summary>Converts a failure and its causes to an exception. It does not throw the exception.</summary>
    Exception ToException(Failure failure, IPayloadConverter payloadConverter);
}
