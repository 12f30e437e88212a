using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// Finds fields of workflow classes that a replay does not restore: static fields that change, which all runs of a
/// process share, and fields of types that block threads or measure real time.
/// </summary>
internal static class SharedState
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
        | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Unfit =
    [
        typeof(Lock), typeof(WaitHandle), typeof(ReaderWriterLock), typeof(ReaderWriterLockSlim),
        typeof(ManualResetEventSlim), typeof(SpinLock), typeof(Barrier), typeof(CountdownEvent), typeof(Thread),
        typeof(Timer), typeof(PeriodicTimer), typeof(Random), typeof(System.Diagnostics.Stopwatch),
    ];

    /// <summary>Logs a warning that names such fields of a workflow class.</summary>
    public static void Warn(ILogger logger, WorkflowDefinition definition)
    {
        if (!MemberReflection.IsSupported)
        {
            return;
        }

        var fields = string.Join(", ", Of(definition.Type));
        if (fields.Length > 0)
        {
            WorkflowLog.SharedState(logger, definition.Name ?? definition.Type.Name, fields);
        }
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    private static IEnumerable<string> Of(Type type)
    {
        for (var one = type; one is not null && one != typeof(object); one = one.BaseType)
        {
            foreach (var field in one.GetFields(Declared))
            {
                if (field is { IsStatic: true, IsInitOnly: false, IsLiteral: false })
                {
                    yield return $"{one}.{NameOf(field)} (static)";
                }
                else if (Array.Find(Unfit, unfit => unfit.IsAssignableFrom(field.FieldType)) is not null)
                {
                    yield return $"{one}.{NameOf(field)} ({field.FieldType.Name})";
                }
            }
        }
    }

    // The field behind a property is named <Property>k__BackingField.
    private static string NameOf(FieldInfo field) =>
        field.Name is ['<', .. var rest] && rest.IndexOf('>', StringComparison.Ordinal) is > 0 and var end
            ? rest[..end]
            : field.Name;
}
