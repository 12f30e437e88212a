namespace Cairn.Worker.Interceptors;

/// <summary>Intercepts the workflows and activities of a worker.</summary>
public interface IWorkerInterceptor
{
    /// <summary>Puts an interceptor before the calls into a workflow; called once for each run.</summary>
    /// <returns>The first interceptor to call; by default the given one.</returns>
    WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;

    /// <summary>Puts an interceptor before the call of an activity; called once for each attempt.</summary>
    /// <returns>The first interceptor to call; by default the given one.</returns>
    ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => nextInterceptor;
}
