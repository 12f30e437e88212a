namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>The code of activities: CAIRN0804, 0807 to 0810, 0812, 0813 and 0815.</summary>
public class ActivityTests
{
    [Fact]
    public Task A_cancellation_token_that_is_not_used_is_found() => ActivitiesAsync(
        """
        [Activity] public async Task OneAsync(CancellationToken {|CAIRN0804:token|}) => await Task.Delay(5);
        [Activity] public async Task TwoAsync(CancellationToken token) => await Task.Delay(5, token);
        [Activity] public Task ThreeAsync(CancellationToken token) => Task.CompletedTask;
        public async Task NoneAsync(CancellationToken token) => await Task.Delay(5);
        """);

    [Fact]
    public Task A_full_name_among_the_errors_that_are_not_retried_is_found() => ActivitiesAsync(
        """
        public RetryPolicy One = new() { NonRetryableErrorTypes = [{|CAIRN0807:"System.ArgumentException"|}] };
        public RetryPolicy Two = new() { NonRetryableErrorTypes = [{|CAIRN0807:typeof(ArgumentException).FullName!|}] };
        public RetryPolicy Three = new() { NonRetryableErrorTypes = [nameof(ArgumentException), "card.declined"] };

        [Activity]
        [ActivityDefaults(StartToClose = "00:01:00", NonRetryable = [{|CAIRN0807:"System.FormatException"|}, "a.b"])]
        public Task CheckAsync() => Task.CompletedTask;
        """.Replace(".FullName!|}", ".FullName|}!", StringComparison.Ordinal));

    [Fact]
    public Task A_loop_that_tries_again_is_found() => ActivitiesAsync(
        """
        [Activity]
        public async Task FetchAsync()
        {
            {|CAIRN0808:for|} (var attempt = 0; attempt < 3; attempt++)
            {
                try
                {
                    await Task.Yield();
                    return;
                }
                catch (TimeoutException)
                {
                    await Task.Delay(100);
                }
            }

            while (true)
            {
                try
                {
                    await Task.Delay(100);
                    return;
                }
                catch (TimeoutException)
                {
                    throw;
                }
            }
        }
        """);

    [Fact]
    public Task A_failure_that_is_hidden_is_found() => ActivitiesAsync(
        """
        [Activity]
        public async Task<bool> OneAsync()
        {
            try
            {
                await Task.Yield();
                return true;
            }
            {|CAIRN0809:catch|} (Exception e)
            {
                Console.WriteLine(e);
                return false;
            }
        }

        [Activity]
        public async Task TwoAsync()
        {
            try
            {
                await Task.Yield();
            }
            {|CAIRN0809:catch|}
            {
            }
        }

        [Activity]
        public async Task ThreeAsync(CancellationToken token)
        {
            try
            {
                await Task.Delay(5, token);
            }
            {|CAIRN0809:catch|} (OperationCanceledException)
            {
            }
        }

        """);

    [Fact]
    public Task A_failure_that_is_returned_or_rethrown_is_not_found() => ActivitiesAsync(
        """
        [Activity]
        public async Task<string> FourAsync()
        {
            try
            {
                await Task.Yield();
                return "";
            }
            catch (Exception e)
            {
                return e.Message;
            }
        }

        [Activity]
        public async Task<bool> FiveAsync(CancellationToken token)
        {
            try
            {
                await Task.Delay(5, token);
            }
            catch (TimeoutException)
            {
                return false;
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception)
            {
                throw;
            }

            return true;
        }
        """);

    [Fact]
    public Task The_state_of_a_call_in_a_singleton_is_found() => Analyzed.FilesAsync(
        """
        public class Shared
        {
            private readonly object gate = new();
            private string? last;
            private string? guarded;

            [Activity]
            public Task SetAsync(string id)
            {
                {|CAIRN0810:last|} = id;
                lock (gate)
                {
                    guarded = id;
                }

                _ = new Name(id) { Text = id } with { Text = id };
                return Task.FromResult(last + guarded);
            }
        }

        public record Name(string Text);

        public class Own
        {
            private string? last;

            [Activity]
            public Task SetAsync(string id)
            {
                last = id;
                return Task.FromResult(last);
            }
        }

        public static class Program
        {
            public static void Main(Cairn.Worker.CairnWorkerOptions options) =>
                options.AddAllActivities(new Shared());
        }
        """);

    [Fact]
    public async Task The_hint_at_idempotency_is_hidden()
    {
        var found = await Analyzed.DiagnosticsAsync(
        [
            """
            public class Payments
            {
                [Activity] public Task ChargeAsync(decimal amount) => Task.CompletedTask;
                [Activity] public Task Charge2Async(string orderId) => Task.CompletedTask;
                [Activity] public Task PayloadAsync(decimal amount) => Task.CompletedTask;
                [Activity]
                public Task RefundAsync(decimal amount) =>
                    Task.FromResult(ActivityExecutionContext.Current.IdempotencyKey);
            }
            """,
        ]);

        var hint = Assert.Single(found);
        Assert.Equal(("CAIRN0812", Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden), (hint.Id, hint.Severity));
        Assert.StartsWith("ChargeAsync may run more than once", hint.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_file_as_a_result_is_found() => ActivitiesAsync(
        """
        [Activity]
        public async Task<byte[]> ReadAsync(string path) => {|CAIRN0813:await System.IO.File.ReadAllBytesAsync(path)|};

        [Activity]
        public async Task<int> LengthAsync(string path) => (await System.IO.File.ReadAllBytesAsync(path)).Length;
        """);

    [Fact]
    public Task A_completion_from_outside_without_a_token_is_found() => ActivitiesAsync(
        """
        [Activity] public Task OneAsync() => throw {|CAIRN0815:new CompleteAsyncException()|};
        [Activity]
        public Task TwoAsync()
        {
            Console.WriteLine(ActivityExecutionContext.Current.Info.TaskToken.Length);
            throw new CompleteAsyncException();
        }
        [Activity] public Task ThreeAsync(string workflowId) => throw new CompleteAsyncException();
        """);

    private static Task ActivitiesAsync(string members) => Analyzed.FilesAsync($"public class Mine\n{{\n{members}\n}}");
}
