-- Slice items: items that test rules of the guide are found without reading all others.

create index item_version_of_rules on items.item_version (item_id) where content ? 'rule_keys';
