namespace Cairn.Exceptions;

/// <summary>The base of the exceptions that Cairn defines.</summary>
public class CairnException : Exception
{
    /// <summary>Creates an exception with a message.</summary>
    public CairnException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and a cause.</summary>
    public CairnException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
