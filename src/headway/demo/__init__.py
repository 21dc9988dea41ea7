"""The demo company: a story told in data, and the loader that lives it through the product's own actions."""
