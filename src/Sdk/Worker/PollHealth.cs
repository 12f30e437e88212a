using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>Whether the polls of a worker succeed, for health checks.</summary>
/// <param name="time">The clock.</param>
internal sealed class PollHealth(TimeProvider time)
{
    private readonly Lock sync = new();
    private DateTimeOffset? lastSuccess;
    private DateTimeOffset failingSince;
    private string lastError = string.Empty;
    private int pausing;

    /// <summary>What is wrong with the polls; null if none waits to be tried again.</summary>
    public string? Trouble
    {
        get
        {
            lock (sync)
            {
                var last = lastSuccess is { } success
                    ? $"The last one succeeded at {success:u}."
                    : "None has succeeded yet.";
                return pausing == 0 ? null : $"its polls fail since {failingSince:u}: {lastError} {last}";
            }
        }
    }

    /// <summary>The server answered a poll.</summary>
    public void Succeeded()
    {
        lock (sync)
        {
            lastSuccess = time.GetUtcNow();
        }
    }

    /// <summary>A poll failed, and is tried again when the returned value is disposed.</summary>
    public IDisposable Failing(RpcException error)
    {
        lock (sync)
        {
            if (lastError.Length == 0 || lastSuccess > failingSince)
            {
                failingSince = time.GetUtcNow();
            }

            lastError = $"{error.Code}: {error.Message.TrimEnd('.')}.";
            pausing++;
            return new Pause(this);
        }
    }

    private sealed class Pause(PollHealth health) : IDisposable
    {
        public void Dispose()
        {
            lock (health.sync)
            {
                health.pausing--;
            }
        }
    }
}
