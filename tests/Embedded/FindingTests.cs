using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Common;

namespace Cairn.Tests.Embedded;

/// <summary>Workflows that are found by what is known of them.</summary>
public sealed class FindingTests : EngineTest
{
    private static readonly SearchAttributeKey<string> s_customer =
        SearchAttributeKey.CreateKeyword("CustomKeywordField");

    [Fact]
    public async Task Workflows_are_listed_counted_and_grouped_by_their_search_attributes()
    {
        await Client.OperatorService.AddSearchAttributesAsync(new()
        {
            Namespace = "default",
            SearchAttributes = { ["CustomKeywordField"] = IndexedValueType.Keyword },
        });
        foreach (var (id, customer) in new[] { ("a", "Ada"), ("b", "Ada"), ("c", "Bob") })
        {
            await Client.StartWorkflowAsync("Any", [], new(id, Queue)
            {
                TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(s_customer, customer)
                    .ToSearchAttributeCollection(),
                Memo = new Dictionary<string, object> { ["for"] = customer },
            });
        }

        Assert.Equal(["a", "b"], await IdsAsync("CustomKeywordField = 'Ada'"));
        Assert.Equal(3, (await IdsAsync("")).Count);
        Assert.Equal(2, (await IdsAsync("", new() { Limit = 2 })).Count);

        var page = await Client.ListWorkflowsPaginatedAsync("", null, new() { PageSize = 2 });
        var rest = await Client.ListWorkflowsPaginatedAsync("", page.NextPageToken, new() { PageSize = 2 });
        Assert.Equal((2, 1), (page.Workflows.Count, rest.Workflows.Count));
        var bob = page.Workflows.Concat(rest.Workflows).Single(workflow => workflow.Id == "c");
        Assert.Equal("Bob", bob.TypedSearchAttributes.Get(s_customer));
        Assert.Equal("Bob", await bob.Memo["for"].ToValueAsync<string>());

        Assert.Equal(2, (await Client.CountWorkflowsAsync("CustomKeywordField = 'Ada'")).Count);
        var groups = (await Client.CountWorkflowsAsync("GROUP BY ExecutionStatus")).Groups;
        Assert.Equal(("Running", 3L), (Assert.Single(groups).GroupValues.Single(), groups.Single().Count));
    }

    [Fact]
    public async Task Histories_of_workflows_are_read_one_after_the_other()
    {
        await Client.StartWorkflowAsync("Any", [], Id("a"));
        await Client.StartWorkflowAsync("Any", [], Id("b"));
        var ids = new List<string>();
        await foreach (var history in Client.ListWorkflowHistoriesAsync("WorkflowType = 'Any'"))
        {
            Assert.NotEmpty(history.Events);
            ids.Add(history.Id);
        }

        Assert.Equal(["a", "b"], ids.Order());
    }

    private async Task<List<string>> IdsAsync(string query, WorkflowListOptions? options = null)
    {
        var ids = new List<string>();
        await foreach (var workflow in Client.ListWorkflowsAsync(query, options))
        {
            ids.Add(workflow.Id);
        }

        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
