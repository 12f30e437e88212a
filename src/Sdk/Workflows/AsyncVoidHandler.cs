using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>
/// Keeps the process alive when an async void method of workflow code throws: no task takes the exception, so it is
/// thrown on a thread of the pool. It fails the workflow task instead. All other exceptions are not affected.
/// </summary>
internal static class AsyncVoidHandler
{
    private static readonly Lazy<bool> IsInstalled = new(Install);

    [ThreadStatic]
    private static bool isLooking;

    /// <summary>
    /// Installs the handler. A process can have only one: if the application has set its own, that one decides.
    /// </summary>
    public static void Ensure() => _ = IsInstalled.Value;

    private static bool Install()
    {
        AppDomain.CurrentDomain.FirstChanceException += static (_, _) => LookAtThrow();
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(TryHandle);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The execution context of the workflow flows with the exception and identifies the workflow.
    private static bool TryHandle(Exception exception)
    {
        if (WorkflowGuard.Current is not { } guard)
        {
            return false;
        }

        guard.Poison(exception);
        return true;
    }

    // The exception surfaces a moment after the code waits. The task is delayed for that if it may surface at all.
    private static void LookAtThrow()
    {
        if (TaskScheduler.Current is not WorkflowScheduler scheduler || isLooking)
        {
            return;
        }

        isLooking = true;
        try
        {
            if (MemberReflection.IsSupported && new StackTrace().GetFrames().Any(IsAsyncVoid))
            {
                scheduler.Instance.Guard.ExpectVoid(IsInstalled.Value);
            }
        }
        finally
        {
            isLooking = false;
        }
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    private static bool IsAsyncVoid(StackFrame frame) =>
        frame.GetMethod() is { Name: "MoveNext", DeclaringType: { } machine }
        && machine.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(field => field.FieldType == typeof(AsyncVoidMethodBuilder));
}
