using Cairn.Tests.Tidy.Rules;

namespace Cairn.Tests.Tidy;

/// <summary>Nothing fails in silence. What may look as if it did is listed here, with the reason.</summary>
public class LoudnessTests
{
    private const string Silent = "a catch that is empty or only logs";

    private static readonly Dictionary<string, string> s_reasoned = new()
    {
        ["src/Runtime/Partitions/Partition.cs: Post: the task of StartNew is thrown away"] =
            "Everything that Drain does is done by Do, which hands on what is thrown.",
        [$"src/Runtime/Requests/ExecuteMultiOperation.cs: HandleAsync: {Silent}"] =
            "The run closed before its code looked at the update; the next round begins another one or throws.",
        [$"src/Runtime/Requests/PollActivityTaskQueue.cs: HandleAsync: {Silent}"] =
            "The execution is set aside or damaged, which is in the log; the poll takes the next task.",
        [$"src/Runtime/Requests/PollWorkflowTaskQueue.cs: HandleAsync: {Silent}"] =
            "The execution is set aside or damaged, which is in the log; the poll takes the next task.",
        [$"src/Runtime/Requests/ResetStickyTaskQueue.cs: ForgetAsync: {Silent}"] =
            "The next query finds that the worker does not answer.",
        [$"src/Runtime/Schedules/ActionWatches.cs: WatchAsync: {Silent}"] =
            "Logged once; the workflow is watched again with backoff.",
        [$"src/Sdk/Client/Grpc/TlsMismatch.cs: SpeaksTlsAsync: {Silent}"] =
            "The handshake is meant to fail: only whether the server sent a certificate counts.",
        [$"src/Server/ServedCertificate.cs: TryRead: {Silent}"] =
            "The files are half-written: the log says so, and the old certificate stays until they can be read.",
        [$"src/Sdk/Client/CairnConnection.cs: ConnectAsync: {Silent}"] =
            "A server without GetSystemInfo is there all the same.",
        [$"src/Sdk/Worker/ActivityAttempt.cs: RunAsync: {Silent} (2 times)"] =
            "Nobody waits for the report, or the server cannot be reached: its timeout tells the workflow.",
        [$"src/Sdk/Worker/ActivityHeartbeats.cs: SendAsync: {Silent}"] =
            "The next heartbeat says the same, or the heartbeat timeout tells the workflow.",
        [$"src/Sdk/Worker/CairnWorker.cs: TellShutdownAsync: {Silent}"] =
            "The server finds out by itself, after a timeout.",
        [$"src/Sdk/Worker/TaskSlots.cs: ReserveAsync: {Silent}"] =
            "The supplier is asked again after a pause.",
        [$"src/Sdk/Worker/TaskSlots.cs: MarkUsed: {Silent}"] =
            "The supplier only listens: the task runs whatever it says.",
        [$"src/Sdk/Worker/TaskSlots.cs: Release: {Silent}"] =
            "The supplier only listens: the worker has released the slot.",
        [$"src/Sdk/Worker/WorkflowWorker.cs: FailAsync: {Silent} (2 times)"] =
            "Nobody waits for the report, or the server cannot be reached: the task's timeout is in history.",
        [$"src/Sdk/Workflows/SignalHandlers.cs: Start: {Silent}"] =
            "A sender's mistake must not stop the workflow, as in Temporal's SDKs; the signal stays in history.",
    };

    [Fact]
    public void No_exception_ends_in_silence()
    {
        var found = Repository.With(".cs")
            .SelectMany(file => UnobservedTasks.Check(file).Concat(SilentCatches.Check(file)))
            .GroupBy(finding => finding, (finding, all) => all.Count() is > 1 and var count
                ? $"{finding} ({count} times)"
                : finding)
            .ToArray();
        string[] listed = [.. s_reasoned.Keys];
        var wrong = string.Join('\n', found.Except(listed).Concat(listed.Except(found)));
        Assert.True(wrong.Length == 0, $"Not listed, or listed and not found:\n{wrong}");
        Assert.All(s_reasoned.Values, Assert.NotEmpty);
    }

    [Fact]
    public void Reports_depend_on_no_converter_and_no_log() =>
        Assert.Empty(Repository.With(".cs").SelectMany(UnsafeReports.Check));

    [Fact]
    public void No_two_messages_of_the_log_share_an_event_id() =>
        Assert.Empty(LogEventIds.Check(Repository.With(".cs")));

    [Theory]
    [InlineData("[LoggerMessage(1, LogLevel.Error, \"a\")] void A();", 0)]
    [InlineData("[LoggerMessage(1, \"a\")] void A(); [LoggerMessage(1, \"b\")] void B();", 1)]
    [InlineData("[LoggerMessage(Level = LogLevel.Error)] void A();", 1)]
    public void An_event_id_that_is_shared_or_missing_is_reported(string members, int findings) => Assert.Equal(
        findings, LogEventIds.Check([new("src/A.cs", $"class A {{ {members} }}")]).Count());

    [Theory]
    [InlineData("_ = WorkAsync();", "the task of WorkAsync is thrown away")]
    [InlineData("WorkAsync();", "the task of WorkAsync is thrown away")]
    [InlineData("x.WorkAsync();", "the task of WorkAsync is thrown away")]
    [InlineData("Task.Run(() => 1);", "the task of Run is thrown away")]
    [InlineData("_ = Task.Factory.StartNew(Work).Unwrap();", "the task of Unwrap is thrown away")]
    [InlineData("task.ContinueWith(Work, TaskScheduler.Default);", "the task of ContinueWith is thrown away")]
    [InlineData("async void Work() { }", "async void")]
    public void A_task_that_is_thrown_away_is_reported(string statement, string finding) => Assert.Equal(
        [$"src/A.cs: M: {finding}"],
        UnobservedTasks.Check(new("src/A.cs", $"class A {{ void M() {{ {statement} }} }}")));

    [Theory]
    [InlineData("await WorkAsync();")]
    [InlineData("return WorkAsync();")]
    [InlineData("var task = WorkAsync();")]
    [InlineData("_ = Value;")]
    [InlineData("Background.Start(logger, \"x\", WorkAsync);")]
    public void A_task_that_somebody_has_is_fine(string statement) => Assert.Empty(
        UnobservedTasks.Check(new("src/A.cs", $"class A {{ async Task M() {{ {statement} }} }}")));

    [Theory]
    [InlineData("catch { }", 1)]
    [InlineData("catch (Exception e) { }", 1)]
    [InlineData("catch (IOException e) when (e.HResult == 1) { WorkerLog.Failed(logger, e); }", 1)]
    [InlineData("catch (Exception e) { logger.LogError(e); return; }", 1)]
    [InlineData("catch (Exception e) { LogFault(e); }", 1)]
    [InlineData("catch (Exception e) { throw; }", 0)]
    [InlineData("catch (Exception e) { failure = e; }", 0)]
    [InlineData("catch (Exception e) { return false; }", 0)]
    [InlineData("catch (Exception e) { Background.Report(logger, \"x\", e); }", 0)]
    [InlineData("catch (OperationCanceledException) { }", 0)]
    public void A_catch_that_hands_nothing_on_is_reported(string clause, int findings) => Assert.Equal(
        findings, SilentCatches.Check(new("src/A.cs", $"class A {{ bool M() {{ try {{ }} {clause} }} }}")).Count());

    [Theory]
    [InlineData("src/Sdk/Worker/A.cs", "converter.FailureConverter.ToFailure(e, c);", 1)]
    [InlineData("src/Sdk/Worker/A.cs", "converter.ToFailureAsync(e);", 1)]
    [InlineData("src/Sdk/Worker/A.cs", "factory.CreateLogger(n);", 1)]
    [InlineData("src/Sdk/Converters/FailureReport.cs", "converter.FailureConverter.ToFailure(e, c);", 0)]
    [InlineData("src/Sdk/Worker/A.cs", "FailureReport.Of(e, c);", 0)]
    public void A_report_that_depends_on_user_code_is_reported(string path, string statement, int findings) =>
        Assert.Equal(
            findings, UnsafeReports.Check(new(path, $"class A {{ void M() {{ {statement} }} }}")).Count());
}
