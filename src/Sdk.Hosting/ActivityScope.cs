using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>
/// The scope and the instance of the activity that runs. A worker of a host sets the scope before all interceptors, and
/// the instance, if the container creates it, when the activity method is called. An interceptor may set others; then
/// those are used, and the interceptor disposes its scope itself.
/// </summary>
public static class ActivityScope
{
    private static readonly AsyncLocal<IServiceScope?> s_scope = new();
    private static readonly AsyncLocal<object?> s_instance = new();

    /// <summary>The scope of this attempt; null outside the activities of a host.</summary>
    public static IServiceScope? ServiceScope
    {
        get => s_scope.Value;
        set => s_scope.Value = value;
    }

    /// <summary>The instance whose method runs; null outside such an activity, and in a static one.</summary>
    public static object? ScopedInstance
    {
        get => s_instance.Value;
        set => s_instance.Value = value;
    }
}
